namespace ComplianceConsole.Storage.Jobs;

/// <summary>Jobs a feature contributes.</summary>
public interface IJobSource
{
    /// <summary>Those the settings ask for.</summary>
    IReadOnlyList<IConsoleJob> Jobs { get; }
}

/// <summary>Jobs that are known when the host is built.</summary>
/// <param name="jobs">The jobs.</param>
public sealed class JobSource(IEnumerable<IConsoleJob> jobs) : IJobSource
{
    public IReadOnlyList<IConsoleJob> Jobs { get; } = [.. jobs];
}
