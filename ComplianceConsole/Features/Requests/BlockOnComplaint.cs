using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.ThirdParties;

namespace ComplianceConsole.Features.Requests;

/// <summary>Blocks or releases the record a complaint is about.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Reason">The reason that stands with the block; the request's number where none is written.</param>
public sealed record ComplaintBlockCommand(RequestNumber Number, int Version, string Reason = "");

/// <summary>
/// Blocks the record a complaint is about while it is examined, and releases it when the complaint is not confirmed. Blocking is the
/// right of staff too. Policy 2.1(7), Law 25.
/// </summary>
public sealed class BlockOnComplaint(Operation operation)
{
    /// <summary>Blocks, which ends the duty to.</summary>
    public Task<Result<Done>> BlockAsync(Actor actor, ComplaintBlockCommand command, CancellationToken cancellation) =>
        RunAsync(actor, command, RequestStep.Block, "request.block", SubjectState.Blocked, BlockEventKind.Blocked, cancellation);

    /// <summary>Releases, which ends the duty to.</summary>
    public Task<Result<Done>> ReleaseAsync(Actor actor, ComplaintBlockCommand command, CancellationToken cancellation) =>
        RunAsync(actor, command, RequestStep.Release, "request.release", SubjectState.Active, BlockEventKind.Unblocked, cancellation);

    private Task<Result<Done>> RunAsync(
        Actor actor,
        ComplaintBlockCommand command,
        RequestStep step,
        string name,
        SubjectState state,
        BlockEventKind kind,
        CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, step, RequestKind.Complaint),
            name,
            async (scope, row, ct) =>
            {
                if (!RequestForm.ReadOptional("Reason", command.Reason).TryGet(out var reason, out var refusal))
                {
                    return refusal;
                }

                // The step is open only where the record is held and stands in the other state.
                var subject = scope.Find(new SubjectId(row.SubjectId!.Value))!;
                var (isBlock, since) = (state == SubjectState.Blocked, subject.BlockedAt ?? scope.Now);
                (subject.State, subject.BlockedAt, subject.BlockedBy) = (state, isBlock ? scope.Now : null, isBlock ? scope.Actor.Id : null);
                scope.WriteBlock(subject, kind, reason.Length > 0 ? $"{command.Number}: {reason}" : command.Number.ToString());
                if (!isBlock)
                {
                    await scope.TellOfReleaseAsync(subject, since, ct);
                    return reason;
                }

                await TellAsync(scope, subject, row, ct);
                await BlockLetters.TellAsync(scope, row, (await scope.CourseAsync(row, ct)).IsIdentified, BlockRules.UndoWindow, ct);
                return reason;
            },
            cancellation);

    // Not before the time in which the block can be undone: an undone block is told to nobody.
    private static Task TellAsync(OperationScope scope, SubjectRow subject, RequestRow request, CancellationToken cancellation) =>
        scope.NotifyRecipientsAsync(
            subject,
            new RecipientNotice
            {
                Template = NoticeTemplates.RecipientBlocked,
                Clause = "9.6",
                RequestId = request.Id,
                NotBefore = scope.Now + BlockRules.UndoWindow,
            },
            cancellation);
}
