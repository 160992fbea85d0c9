using System.Globalization;

namespace ComplianceConsole.Settings;

/// <summary>Says what is wrong with the settings of jobs.</summary>
internal static class JobsCheck
{
    private static readonly string[] Languages = ["en", "ru", "kk"];

    public static void Check(JobsSettings jobs, List<SettingProblem> problems)
    {
        CheckTime("Jobs:DigestAt", jobs.DigestAt, problems);
        CheckTime("Jobs:ReminderAt", jobs.ReminderAt, problems);
        if (!Languages.Contains(jobs.Language, StringComparer.Ordinal))
        {
            problems.Add(new SettingProblem("Jobs:Language", "NotALanguage", jobs.Language));
        }

        if (jobs.KeepRunsDays is < 1 or > 3650)
        {
            problems.Add(new SettingProblem("Jobs:KeepRunsDays", "NotDaysToKeep"));
        }
    }

    private static void CheckTime(string setting, string time, List<SettingProblem> problems)
    {
        if (time.Length > 0 && !TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            problems.Add(new SettingProblem(setting, "NotATimeOfDay", time));
        }
    }
}
