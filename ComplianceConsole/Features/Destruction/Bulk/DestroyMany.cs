using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Destruction.Bulk;

/// <summary>One record of a selection.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Clause">On what clause.</param>
/// <param name="DutyId">The duty it fulfils.</param>
/// <param name="Request">The request that asks for it; null where the duty alone does.</param>
public sealed record SelectedDestruction(SubjectId Subject, string Clause, long DutyId, RequestNumber? Request = null);

/// <summary>Destroys a selection, each record by an act of its own.</summary>
/// <param name="Items">The selection.</param>
/// <param name="TypedCount">The number of records as it was typed to confirm.</param>
/// <param name="IsGateChecked">Whether it was checked for each that nothing demands that the data be kept. Law 8(2).</param>
public sealed record DestroyManyCommand(IReadOnlyList<SelectedDestruction> Items, string? TypedCount, bool IsGateChecked)
{
    /// <summary>Whether blocks that stand are released for destruction alone. Policy 2.1(7), 9.8.</summary>
    public bool ReleasesBlocks { get; init; }

    /// <summary>The language in which the people are told.</summary>
    public string? Language { get; init; }
}

/// <summary>What became of one record of a selection.</summary>
/// <param name="Item">The record.</param>
public sealed record SelectedOutcome(SelectedDestruction Item)
{
    /// <summary>What was decided; null where nothing was.</summary>
    public DestructionMade? Made { get; init; }

    /// <summary>Whether it was proposed, and waits for a second person.</summary>
    public bool IsProposed { get; init; }

    /// <summary>Why nothing was done; null where it was, or where it was not reached.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Whether it was not begun, since the rest was called off.</summary>
    public bool IsLeft { get; init; }
}

/// <summary>What became of a selection.</summary>
/// <param name="Outcomes">One a record, in the order of the selection.</param>
public sealed record SelectionOutcome(IReadOnlyList<SelectedOutcome> Outcomes);

/// <summary>
/// Destroys the data of several subjects one after the other, each decided, recorded and certified on its own: what is refused stops nothing,
/// and the rest can be called off between two. Where the settings ask for a second person each is proposed. Policy 9.7, 9.8.
/// </summary>
public sealed class DestroyMany(Operation operation, DestroySubject one, ProposeDestruction proposals, DestructionSettings settings)
{
    /// <summary>The input the number of records is typed into, as refusals name it.</summary>
    public const string CountInput = "RecordCount";

    /// <summary>The input of the check of obligations.</summary>
    public const string GateInput = "BulkGate";

    /// <summary>The most records of one selection.</summary>
    public const int Most = 1_000;

    /// <summary>Destroys them.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="command">The selection and its confirmation.</param>
    /// <param name="progress">Told after each record; null where nobody looks on.</param>
    /// <param name="stop">Calls off what is not begun.</param>
    /// <returns>What became of each; or <see cref="InvalidInputs"/> where it was not confirmed.</returns>
    public async Task<Result<SelectionOutcome>> HandleAsync(
        Actor actor, DestroyManyCommand command, Action<SelectedOutcome>? progress, CancellationToken stop)
    {
        var begun = await operation.ReadAsync<Done>(
            actor, Right.DestroySubject, "destruction.bulk", (scope, _) => Task.FromResult(Begin(scope, command)), CancellationToken.None);
        if (!begun.IsDone)
        {
            return begun.Refusal;
        }

        var outcomes = new List<SelectedOutcome>(command.Items.Count);
        foreach (var item in command.Items)
        {
            var outcome = stop.IsCancellationRequested ? new SelectedOutcome(item) { IsLeft = true } : await DestroyAsync(actor, command, item);
            outcomes.Add(outcome);
            progress?.Invoke(outcome);
        }

        return new SelectionOutcome(outcomes);
    }

    private static Result<Done> Begin(OperationScope scope, DestroyManyCommand command)
    {
        var problems = new List<InvalidInput>();
        if (command.Items.Count is 0 or > Most)
        {
            problems.Add(new InvalidInput(CountInput, command.Items.Count == 0 ? "Required" : "TooLarge", Most));
        }
        else if (!int.TryParse(command.TypedCount?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) || typed != command.Items.Count)
        {
            problems.Add(new InvalidInput(CountInput, "Mismatch", command.Items.Count));
        }

        if (!command.IsGateChecked)
        {
            problems.Add(new InvalidInput(GateInput, "Required"));
        }

        if (problems.Count > 0)
        {
            return new InvalidInputs(problems);
        }

        scope.Record(
            ProcessingAction.Administration,
            "9.7",
            details: new { records = command.Items.Count, clauses = command.Items.Select(item => item.Clause).Distinct(StringComparer.Ordinal) });
        return default(Done);
    }

    private async Task<SelectedOutcome> DestroyAsync(Actor actor, DestroyManyCommand command, SelectedDestruction item)
    {
        var single = new DestroyCommand(item.Subject, item.Clause, item.Subject.ToString())
        {
            Request = item.Request,
            DutyId = item.DutyId,
            IsGateChecked = command.IsGateChecked,
            ReleasesBlock = command.ReleasesBlocks,
            Language = item.Request is null ? command.Language : null,
        };
        if (settings.SecondApproval)
        {
            var proposed = await proposals.HandleAsync(actor, single, CancellationToken.None);
            return new SelectedOutcome(item) { IsProposed = proposed.IsDone, Refusal = proposed.Refusal };
        }

        return (await one.HandleAsync(actor, single, CancellationToken.None)).TryGet(out var made, out var refusal)
            ? new SelectedOutcome(item) { Made = made }
            : new SelectedOutcome(item) { Refusal = refusal };
    }
}
