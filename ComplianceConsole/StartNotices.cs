using System.Globalization;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Settings;

namespace ComplianceConsole;

/// <summary>Says at start, in one sentence each, what works less well than it could.</summary>
internal static class StartNotices
{
    /// <summary>Writes the notices that apply to the log.</summary>
    public static void Tell(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<ConsoleSettings>();
        foreach (var notice in Applicable(settings, app.Environment.IsDevelopment()))
        {
            Log(app.Logger, ConsoleHost.Sentence(notice));
        }
    }

    /// <summary>The keys of the notices that apply.</summary>
    internal static IEnumerable<string> Applicable(ConsoleSettings settings, bool isDevelopment)
    {
        if (!settings.Authentication.HasAuthority() && isDevelopment)
        {
            yield return "Notice_Demo";
        }
        if (LacksCultureData())
        {
            yield return "Notice_NoCultureData";
        }
        if (!AlmatyZone.IsCurrent)
        {
            yield return "Notice_OldTimeZones";
        }
        if (settings.Keyring.Copies.Length == 0)
        {
            yield return "Notice_NoKeyringCopy";
        }
        if (settings.Data.RootKeyIsBesideTheData())
        {
            yield return "Notice_RootKeyBesideData";
        }
    }

    // In the invariant mode every culture carries the invariant month names.
    private static bool LacksCultureData() =>
        string.Equals(
            CultureInfo.GetCultureInfo("kk").DateTimeFormat.GetMonthName(1),
            CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(1),
            StringComparison.Ordinal
        );

    private static readonly Action<ILogger, string, Exception?> Notice = LoggerMessage.Define<string>(
        LogLevel.Warning,
        new EventId(1, nameof(StartNotices)),
        "{Notice}"
    );

    private static void Log(ILogger logger, string sentence) => Notice(logger, sentence, null);
}
