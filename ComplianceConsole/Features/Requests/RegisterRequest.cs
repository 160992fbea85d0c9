using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Requests;

/// <summary>
/// Registers a request, gives it its number and sets the clocks going that run from its receipt; where the responsible person registers it
/// and says how the identity was checked, the step that confirms it is taken with it. Policy 8.3, 9.1.
/// </summary>
public sealed class RegisterRequest(Operation operation)
{
    /// <summary>Registers the request.</summary>
    /// <returns>Its number; <see cref="InvalidInputs"/>, or <see cref="NotFound"/> for an unknown subject.</returns>
    public Task<Result<RequestNumber>> HandleAsync(Actor actor, RegisterRequestCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<RequestNumber>(
            actor,
            Right.RegisterRequest,
            "request.register",
            (scope, ct) => RegisterAsync(scope, command, ct),
            cancellation);

    private static async Task<Result<RequestNumber>> RegisterAsync(
        OperationScope scope, RegisterRequestCommand command, CancellationToken cancellation)
    {
        if (!RequestForm.Read(command, scope.Now).TryGet(out var details, out var refusal)
            || !RequestForm.ReadDocuments(command.Documents).TryGet(out var documents, out refusal))
        {
            return refusal;
        }

        if (command.Subject is { } subject && scope.Find(subject) is null)
        {
            return new InvalidInputs([new InvalidInput("Subject", "NoSuchSubject")]);
        }

        var request = await scope.RegisterRequestAsync(
            new NewRequest
            {
                Kinds = command.Kinds,
                Applicant = command.Applicant,
                Channel = command.Channel,
                ReceivedAt = command.ReceivedAt,
                Subject = command.Subject,
                IdentityCheck = command.IdentityCheck,
                Language = command.Language,
                Details = details with { Representation = Checked(scope, details.Representation) },
                Documents = documents,
            },
            cancellation);
        await TakeWhatCameWithItAsync(scope, command, request, cancellation);
        if (command.ConfirmReceipt && ApplicantLetters.MayTell(request, details))
        {
            scope.QueueNotice(ApplicantLetters.Receipt(request, details));
        }

        return request.NumberOf();
    }

    private static Representation? Checked(OperationScope scope, Representation? representation) =>
        representation is { Check: not AuthorityCheck.NotYet }
            ? representation with { CheckedBy = scope.Actor.Name, CheckedAt = scope.Now }
            : representation;

    private static async Task TakeWhatCameWithItAsync(
        OperationScope scope, RegisterRequestCommand command, RequestRow request, CancellationToken cancellation)
    {
        // Who may take the first step and has just said how the identity was checked need not say it twice.
        if (scope.Actor.May(Right.HandleRequest)
            && command.IdentityCheck != IdentityCheck.NotYet
            && command.Applicant != ApplicantKind.Organisation
            && (command.Applicant != ApplicantKind.Representative || command.AuthorityCheck != AuthorityCheck.NotYet))
        {
            await scope.TakeAsync(request, RequestStep.ConfirmIdentity, matter: null, note: null, cancellation);
            scope.Record(
                request,
                ProcessingAction.Use,
                "8.3",
                new { number = request.NumberOf().ToString(), check = command.IdentityCheck.ToString() });
        }

        if (command.EvidenceAt is { } evidenceAt && request.Matters.Exists(matter => RequestDuties.AtEvidence(matter.Kind).Count > 0))
        {
            request.EvidenceAt = evidenceAt;
            await scope.StartAtEvidenceAsync(request, evidenceAt, cancellation);
            await scope.TakeAsync(request, RequestStep.ReceiveEvidence, matter: null, note: null, cancellation);
            scope.Record(
                request,
                ProcessingAction.Recording,
                "9.3",
                new { number = request.NumberOf().ToString(), evidenceAt });
        }
    }
}
