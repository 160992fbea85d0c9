namespace ComplianceConsole.Settings;

/// <summary>The settings do not allow a start. Carries every problem found, so that all are told at once.</summary>
public sealed class SettingsRefusedException(IReadOnlyList<SettingProblem> problems)
    : Exception("Settings refused: " + string.Join(", ", problems.Select(problem => problem.Setting)))
{
    /// <summary>Every problem, in the order of the sections.</summary>
    public IReadOnlyList<SettingProblem> Problems => problems;
}
