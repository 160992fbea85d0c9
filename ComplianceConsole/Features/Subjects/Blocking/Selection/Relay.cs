namespace ComplianceConsole.Features.Subjects.Blocking.Selection;

/// <summary>Passes progress on from whatever thread it is told on.</summary>
internal sealed class Relay(Action<int> told) : IProgress<int>
{
    public void Report(int value) => told(value);
}
