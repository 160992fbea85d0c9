using System.Collections.Immutable;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Features.Destruction.Bulk;

/// <summary>How far a selection has come, as a page shows it while the use case goes on elsewhere.</summary>
/// <param name="of">How many records there are.</param>
public sealed class SelectionRun(int of) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ImmutableList<SelectedOutcome> _outcomes = [];

    /// <summary>How many records there are.</summary>
    public int Of { get; } = of;

    /// <summary>Whose record is under way; null between two.</summary>
    public SubjectId? Current { get; private set; }

    /// <summary>What became of those that came to their end, in their order.</summary>
    public IReadOnlyList<SelectedOutcome> Outcomes => _outcomes;

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Whether the rest was called off.</summary>
    public bool IsStopping => _stop.IsCancellationRequested;

    /// <summary>Calls off what is not begun.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Takes in a step.</summary>
    public void Take(SelectionStep step)
    {
        Current = step.Outcome is null ? step.Item.Subject : null;
        if (step.Outcome is { } outcome)
        {
            _outcomes = _outcomes.Add(outcome);
        }
    }

    /// <summary>Calls the rest off; nothing where it came to its end.</summary>
    public void Stop()
    {
        if (IsRunning)
        {
            _stop.Cancel();
        }
    }

    /// <summary>Says that it came to its end.</summary>
    public void End() => (IsRunning, Current) = (false, null);

    public void Dispose()
    {
        End();
        _stop.Dispose();
    }
}
