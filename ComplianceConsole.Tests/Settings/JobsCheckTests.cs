using ComplianceConsole.Settings;

namespace ComplianceConsole.Tests.Settings;

public sealed class JobsCheckTests
{
    [Fact]
    public void What_stands_there_unsaid_holds() => Assert.Empty(Problems(new JobsSettings()));

    [Fact]
    public void A_time_that_is_empty_means_never() => Assert.Empty(Problems(new JobsSettings { DigestAt = "", ReminderAt = "" }));

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once() =>
        Assert.Equal(
            ["Jobs:DigestAt NotATimeOfDay", "Jobs:ReminderAt NotATimeOfDay", "Jobs:Language NotALanguage", "Jobs:KeepRunsDays NotDaysToKeep"],
            Problems(new JobsSettings { DigestAt = "8 o'clock", ReminderAt = "24:00", Language = "de", KeepRunsDays = 0 }),
            StringComparer.Ordinal);

    private static IEnumerable<string> Problems(JobsSettings jobs)
    {
        var problems = new List<SettingProblem>();
        JobsCheck.Check(jobs, problems);
        return problems.Select(problem => $"{problem.Setting} {problem.Problem}");
    }
}
