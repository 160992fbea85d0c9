using ComplianceConsole.Domain.Notices;
using NodaTime;

namespace ComplianceConsole.Domain.ThirdParties;

/// <summary>How far a notice to a third party has come. Policy 9.4.</summary>
public enum RecipientNoticeState
{
    /// <summary>It waits to go out.</summary>
    Queued = 0,

    /// <summary>It went out; no confirmation yet.</summary>
    Sent = 1,

    /// <summary>The third party has confirmed it.</summary>
    Acknowledged = 2,

    /// <summary>The time to confirm has passed.</summary>
    Overdue = 3,

    /// <summary>It could not be delivered.</summary>
    Failed = 4,

    /// <summary>It was taken back before it went out.</summary>
    Cancelled = 5,
}

/// <summary>Reads the state of a notice to a third party.</summary>
public static class RecipientNoticeStates
{
    /// <summary>The state at a moment.</summary>
    /// <param name="state">How far the notice itself has come.</param>
    /// <param name="acknowledgeBefore">By when it was to be confirmed.</param>
    /// <param name="now">The moment.</param>
    public static RecipientNoticeState Of(NoticeState state, Instant? acknowledgeBefore, Instant now) =>
        state switch
        {
            NoticeState.Acknowledged => RecipientNoticeState.Acknowledged,
            NoticeState.Cancelled => RecipientNoticeState.Cancelled,
            NoticeState.Failed => RecipientNoticeState.Failed,
            NoticeState.Queued => IsLate(acknowledgeBefore, now) ? RecipientNoticeState.Overdue : RecipientNoticeState.Queued,
            NoticeState.Sent => IsLate(acknowledgeBefore, now) ? RecipientNoticeState.Overdue : RecipientNoticeState.Sent,
        };

    private static bool IsLate(Instant? acknowledgeBefore, Instant now) => acknowledgeBefore is { } limit && now >= limit;
}
