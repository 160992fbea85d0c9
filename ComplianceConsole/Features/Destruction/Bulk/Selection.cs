using System.Globalization;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Features.Destruction.Bulk;

/// <summary>One record of a selection.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Clause">On what clause.</param>
/// <param name="DutyId">The duty it fulfils; null where a granted request alone demands it.</param>
/// <param name="Request">The request that asks for it; null where the duty alone does.</param>
public sealed record SelectedDestruction(SubjectId Subject, string Clause, long? DutyId, RequestNumber? Request = null);

/// <summary>What became of one record of a selection.</summary>
/// <param name="Item">The record.</param>
public sealed record SelectedOutcome(SelectedDestruction Item)
{
    /// <summary>What was decided; null where nothing was.</summary>
    public DestructionMade? Made { get; init; }

    /// <summary>Whether it was proposed, and waits for a second person.</summary>
    public bool IsProposed { get; init; }

    /// <summary>Whether a proposal was rejected, so that it stays as it was.</summary>
    public bool IsRejected { get; init; }

    /// <summary>Why nothing was done; null where it was, or where it was not reached.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether it was not begun, since the rest was called off.</summary>
    public bool IsLeft { get; init; }
}

/// <summary>How far a selection has come.</summary>
/// <param name="Item">The record that is under way, or has come to its end.</param>
/// <param name="Outcome">What became of it; null while it is under way.</param>
public sealed record SelectionStep(SelectedDestruction Item, SelectedOutcome? Outcome);

/// <summary>What became of a selection.</summary>
/// <param name="Outcomes">One a record, in the order of the selection.</param>
public sealed record SelectionOutcome(IReadOnlyList<SelectedOutcome> Outcomes);

/// <summary>What every selection shares: its confirmation, and that its records come one after the other and can be called off between two.</summary>
internal static class Selection
{
    /// <summary>What is to be mended before a selection is begun.</summary>
    public static List<InvalidInput> Problems(int count, int most, string? typed, string countInput, bool isGateChecked, string gateInput)
    {
        var problems = new List<InvalidInput>();
        if (count == 0 || count > most)
        {
            problems.Add(new InvalidInput(countInput, count == 0 ? "Required" : "TooLarge", most));
        }
        else if (!int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number != count)
        {
            problems.Add(new InvalidInput(countInput, "Mismatch", count));
        }

        if (!isGateChecked)
        {
            problems.Add(new InvalidInput(gateInput, "Required"));
        }

        return problems;
    }

    /// <summary>Takes them one after the other.</summary>
    /// <param name="items">The records.</param>
    /// <param name="take">Takes one; whether the rest is called off does not concern it.</param>
    /// <param name="progress">Told before and after each; null where nobody looks on.</param>
    /// <param name="stop">Calls off what is not begun.</param>
    public static async Task<SelectionOutcome> RunAsync(
        IReadOnlyList<SelectedDestruction> items,
        Func<SelectedDestruction, Task<SelectedOutcome>> take,
        Action<SelectionStep>? progress,
        CancellationToken stop)
    {
        var outcomes = new List<SelectedOutcome>(items.Count);
        foreach (var item in items)
        {
            var outcome = new SelectedOutcome(item) { IsLeft = true };
            if (!stop.IsCancellationRequested)
            {
                progress?.Invoke(new SelectionStep(item, Outcome: null));
                outcome = await take(item);
            }

            outcomes.Add(outcome);
            progress?.Invoke(new SelectionStep(item, outcome));
        }

        return new SelectionOutcome(outcomes);
    }
}
