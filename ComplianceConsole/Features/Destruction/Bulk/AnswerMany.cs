using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Destruction.Bulk;

/// <summary>One proposal of a selection, as it was shown.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Number">Its number within the subject.</param>
/// <param name="Clause">On what clause it was proposed.</param>
public sealed record SelectedProposal(SubjectId Subject, int Number, string Clause);

/// <summary>Approves a selection of proposals in one act.</summary>
/// <param name="Items">The selection.</param>
/// <param name="TypedCount">The number of records as it was typed to confirm.</param>
/// <param name="IsGateChecked">Whether the second person too has checked for each that nothing demands that the data be kept. Law 8(2).</param>
public sealed record ApproveManyCommand(IReadOnlyList<SelectedProposal> Items, string? TypedCount, bool IsGateChecked);

/// <summary>
/// Answers several proposed destructions in one act: each stays a proposal of its own, is checked again as it is approved, and is destroyed and
/// certified on its own. What is refused stops nothing, and the rest can be called off between two. Policy 2.1(10).
/// </summary>
public sealed class AnswerMany(Operation operation, AnswerProposal one)
{
    /// <summary>The input the number of records is typed into, as refusals name it.</summary>
    public const string CountInput = "ApprovalCount";

    /// <summary>The input of the check of obligations.</summary>
    public const string GateInput = "ApprovalGate";

    /// <summary>Approves and destroys them.</summary>
    /// <param name="actor">Who approves; no proposal of one's own is approved.</param>
    /// <param name="command">The selection and its confirmation.</param>
    /// <param name="progress">Told before and after each record; null where nobody looks on.</param>
    /// <param name="stop">Calls off what is not begun.</param>
    /// <returns>What became of each; or <see cref="InvalidInputs"/> where it was not confirmed.</returns>
    public async Task<Result<SelectionOutcome>> ApproveAsync(
        Actor actor, ApproveManyCommand command, Action<SelectionStep>? progress, CancellationToken stop)
    {
        var begun = await BeginAsync(
            actor,
            "destruction.approve.bulk",
            command.Items,
            Selection.Problems(command.Items.Count, DestroyMany.Most, command.TypedCount, CountInput, command.IsGateChecked, GateInput));
        if (!begun.IsDone)
        {
            return begun.Refusal;
        }

        return await RunAsync(
            command.Items,
            async (item, proposal) =>
                (await one.ApproveAsync(
                    actor,
                    new ApproveProposalCommand(proposal.Subject, proposal.Number, proposal.Subject.ToString(), command.IsGateChecked),
                    CancellationToken.None)).TryGet(out var made, out var refusal)
                    ? new SelectedOutcome(item) { Made = made }
                    : new SelectedOutcome(item) { Refusal = refusal },
            progress,
            stop);
    }

    /// <summary>Rejects them, each with the same reason.</summary>
    /// <inheritdoc cref="ApproveAsync"/>
    public async Task<Result<SelectionOutcome>> RejectAsync(
        Actor actor, IReadOnlyList<SelectedProposal> items, string? reason, Action<SelectionStep>? progress, CancellationToken stop)
    {
        List<InvalidInput> problems = AnswerProposal.ReadReason(reason).Refusal is InvalidInput missing ? [missing] : [];
        var begun = await BeginAsync(actor, "destruction.reject.bulk", items, problems);
        if (!begun.IsDone)
        {
            return begun.Refusal;
        }

        return await RunAsync(
            items,
            async (item, proposal) =>
            {
                var rejected = await one.RejectAsync(actor, proposal.Subject, proposal.Number, reason, CancellationToken.None);
                return new SelectedOutcome(item) { IsRejected = rejected.IsDone, Refusal = rejected.Refusal };
            },
            progress,
            stop);
    }

    private Task<Result<Done>> BeginAsync(Actor actor, string name, IReadOnlyList<SelectedProposal> items, List<InvalidInput> problems) =>
        operation.ReadAsync<Done>(
            actor,
            Right.DestroySubject,
            name,
            (scope, _) =>
            {
                if (problems.Count > 0)
                {
                    return Task.FromResult<Result<Done>>(new InvalidInputs(problems));
                }

                scope.Record(
                    ProcessingAction.Administration,
                    "9.7",
                    details: new { records = items.Count, clauses = items.Select(item => item.Clause).Distinct(StringComparer.Ordinal) });
                return Task.FromResult<Result<Done>>(default(Done));
            },
            CancellationToken.None);

    private static async Task<Result<SelectionOutcome>> RunAsync(
        IReadOnlyList<SelectedProposal> proposals,
        Func<SelectedDestruction, SelectedProposal, Task<SelectedOutcome>> answer,
        Action<SelectionStep>? progress,
        CancellationToken stop)
    {
        var bySubject = proposals.DistinctBy(one => one.Subject).ToDictionary(one => one.Subject);
        return await Selection.RunAsync(
            [.. bySubject.Values.Select(one => new SelectedDestruction(one.Subject, one.Clause, DutyId: null))],
            item => answer(item, bySubject[item.Subject]),
            progress,
            stop);
    }
}
