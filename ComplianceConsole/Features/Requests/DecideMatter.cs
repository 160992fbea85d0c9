using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Requests;

/// <summary>Grants one of the things a request asks.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Matter">Which of the things asked.</param>
/// <param name="Finding">What the evidence shows, what was found; a complaint's must be written.</param>
/// <param name="IsGateChecked">
/// Of a withdrawal: whether it was checked that no obligation of the person is unfulfilled and no law demands that the data be kept. Law 8(2).
/// </param>
public sealed record GrantCommand(RequestNumber Number, int Version, RequestKind Matter, string Finding = "", bool IsGateChecked = false);

/// <summary>Refuses one of the things a request asks.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Matter">Which of the things asked.</param>
/// <param name="Ground">Why.</param>
/// <param name="Text">The sentence that is written to the applicant.</param>
/// <param name="HowToObject">Where and until when it can be objected to; empty where the letter's own words are enough.</param>
public sealed record RefuseCommand(
    RequestNumber Number, int Version, RequestKind Matter, RefusalGround Ground, string Text, string HowToObject = "");

/// <summary>
/// The responsible person decides on one of the things asked. A complaint that is confirmed is the moment of detection, from which
/// processing must stop; one that is not leads to the release of the record. Policy 4.5, 9.3-9.6, Law 8(2), 25.
/// </summary>
public sealed class DecideMatter(Operation operation)
{
    /// <summary>Grants.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, GrantCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.Decide, command.Matter),
            "request.grant",
            (scope, row, ct) => GrantAsync(scope, row, command, ct),
            cancellation);

    /// <summary>Refuses.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, RefuseCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.Refuse, command.Matter),
            "request.refuse",
            (scope, row, ct) => RefuseAsync(scope, row, command, ct),
            cancellation);

    private static async Task<Result<string>> GrantAsync(
        OperationScope scope, RequestRow row, GrantCommand command, CancellationToken cancellation)
    {
        var isComplaint = command.Matter == RequestKind.Complaint;
        var read = isComplaint ? RequestForm.ReadNote("Finding", command.Finding) : RequestForm.ReadOptional("Finding", command.Finding);
        if (!read.TryGet(out var finding, out var refusal))
        {
            return refusal;
        }

        if (command.Matter == RequestKind.Withdrawal && !command.IsGateChecked)
        {
            return new InvalidInputs([new InvalidInput("GateChecked", "Required")]);
        }

        Decide(scope, row, command.Matter, MatterDecision.Granted, new MatterReason(finding, HowToObject: ""));

        // What the organisation found itself was detected when it was registered.
        if (isComplaint && row.Applicant != ApplicantKind.Organisation)
        {
            await scope.StartAsync(row, [DutyKind.StopUnlawfulProcessing], scope.Now, cancellation);
        }

        return finding;
    }

    private static async Task<Result<string>> RefuseAsync(
        OperationScope scope, RequestRow row, RefuseCommand command, CancellationToken cancellation)
    {
        if (!Enum.IsDefined(command.Ground) || !RequestFlow.IsGroundOf(await scope.CourseAsync(row, cancellation), command.Ground, command.Matter))
        {
            return new InvalidInputs([new InvalidInput("Ground", "Choose")]);
        }

        if (!RequestForm.ReadNote("Reason", command.Text).TryGet(out var text, out var refusal)
            || !RequestForm.ReadOptional("HowToObject", command.HowToObject).TryGet(out var howToObject, out refusal))
        {
            return refusal;
        }

        row.Matter(command.Matter).Ground = command.Ground;
        Decide(scope, row, command.Matter, MatterDecision.Refused, new MatterReason(text, howToObject));

        // Only a block that the complaint brought is owed to be lifted; one that stood before has its own reason.
        if (command.Matter == RequestKind.Complaint
            && row.SubjectId is { } number
            && scope.Find(new SubjectId(number)) is { State: SubjectState.Blocked, BlockedAt: { } blockedAt }
            && blockedAt >= row.ReceivedAt)
        {
            await scope.StartAsync(row, [DutyKind.ReleaseUnconfirmed], scope.Now, cancellation);
        }

        return text;
    }

    private static void Decide(OperationScope scope, RequestRow row, RequestKind kind, MatterDecision decision, MatterReason reason)
    {
        var matter = row.Matter(kind);
        (matter.Decision, matter.DecidedAt) = (decision, scope.Now);
        matter.Reason = reason.Text.Length > 0 ? scope.OpenRequest(row.Id).SealReason(kind, reason) : null;
    }
}
