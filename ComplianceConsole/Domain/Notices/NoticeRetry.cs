using NodaTime;

namespace ComplianceConsole.Domain.Notices;

/// <summary>When an e-mail that could not be sent is tried again: soon at first, then ever more rarely, for a day and a half.</summary>
public static class NoticeRetry
{
    private static readonly Duration[] Delays =
    [
        Duration.FromMinutes(1),
        Duration.FromMinutes(5),
        Duration.FromMinutes(15),
        Duration.FromHours(1),
        Duration.FromHours(3),
        Duration.FromHours(8),
        Duration.FromHours(24),
    ];

    /// <summary>
    /// For how long whoever took a notice may be silent before another takes it: it was killed, or is slower than any server is waited for.
    /// </summary>
    public static readonly Duration Lease = Duration.FromMinutes(15);

    /// <summary>After how many attempts it is given up.</summary>
    public static int Attempts => Delays.Length + 1;

    /// <summary>How long to wait after so many attempts; null to give up.</summary>
    public static Duration? DelayAfter(int attempts) => attempts >= 1 && attempts <= Delays.Length ? Delays[attempts - 1] : null;
}
