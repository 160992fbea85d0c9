using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Destruction.Bulk;

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

    /// <summary>The input that releases the blocks for destruction alone.</summary>
    public const string ReleaseInput = "BulkRelease";

    /// <summary>The most records of one selection.</summary>
    public const int Most = 1_000;

    /// <summary>Destroys them.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="command">The selection and its confirmation.</param>
    /// <param name="progress">Told before and after each record; null where nobody looks on.</param>
    /// <param name="stop">Calls off what is not begun.</param>
    /// <returns>What became of each; or <see cref="InvalidInputs"/> where it was not confirmed.</returns>
    public async Task<Result<SelectionOutcome>> HandleAsync(
        Actor actor, DestroyManyCommand command, Action<SelectionStep>? progress, CancellationToken stop)
    {
        var begun = await operation.ReadAsync<Done>(
            actor, Right.DestroySubject, "destruction.bulk", (scope, _) => Task.FromResult(Begin(scope, command)), CancellationToken.None);
        return begun.IsDone
            ? await Selection.RunAsync(command.Items, item => DestroyAsync(actor, command, item), progress, stop)
            : begun.Refusal;
    }

    private static Result<Done> Begin(OperationScope scope, DestroyManyCommand command)
    {
        var problems = Selection.Problems(command.Items.Count, Most, command.TypedCount, CountInput, command.IsGateChecked, GateInput);
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
