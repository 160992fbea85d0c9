namespace ComplianceConsole.Settings;

/// <summary>What the console does by itself, and when. Section <c>Jobs</c>.</summary>
public sealed class JobsSettings
{
    /// <summary>When the morning digest goes to the responsible person on working days, in Almaty: <c>08:00</c>. Empty: never.</summary>
    public string DigestAt { get; set; } = "08:00";

    /// <summary>When, on working days, a reminder follows where something due today is still owed: <c>15:00</c>. Empty: never.</summary>
    public string ReminderAt { get; set; } = "15:00";

    /// <summary>The language of both: <c>en</c>, <c>ru</c> or <c>kk</c>.</summary>
    public string Language { get; set; } = "ru";

    /// <summary>For how many days runs of jobs are listed, 1 to 3650.</summary>
    public int KeepRunsDays { get; set; } = 90;
}
