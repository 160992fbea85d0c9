using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

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

        var request = await NewAsync(scope, command, details, cancellation);
        await scope.StartAtReceiptAsync(request, cancellation);
        scope.Record(
            request,
            ProcessingAction.Recording,
            "8.3",
            new
            {
                number = request.NumberOf().ToString(),
                kinds = command.Kinds.Select(kind => kind.ToString()).ToArray(),
                channel = command.Channel.ToString(),
            });
        foreach (var document in documents)
        {
            await scope.AddDocumentAsync(request, document, command.ReceivedAt, cancellation);
        }

        await scope.Db.SaveChangesAsync(cancellation);
        await TakeWhatCameWithItAsync(scope, command, request, cancellation);
        if (command.ConfirmReceipt && RequestNotices.MayTell(request, details))
        {
            RequestNotices.QueueReceipt(scope, request, details);
        }

        return request.NumberOf();
    }

    private static async Task<RequestRow> NewAsync(
        OperationScope scope, RegisterRequestCommand command, RequestDetails details, CancellationToken cancellation)
    {
        // The write lock is held from the beginning of the transaction, so that two registrations cannot read the same maximum.
        var year = AlmatyZone.DayOf(scope.Now).Year;
        var last = await scope.Db.Requests.Where(row => row.Year == year).MaxAsync(row => (int?)row.Serial, cancellation);
        var sealing = scope.CreateRequest();
        var request = new RequestRow
        {
            Id = sealing.Id,
            Year = year,
            Serial = (last ?? 0) + 1,
            Kind = command.Kind,
            Applicant = command.Applicant,
            Channel = command.Channel,
            IdentityCheck = command.IdentityCheck,
            Stage = RequestStage.Received,
            SubjectId = command.Subject?.Number,
            Language = command.Language,
            ReceivedAt = command.ReceivedAt,
            RegisteredAt = scope.Now,
            RegisteredBy = scope.Actor.Name,
            Details = sealing.SealDetails(details with { Representation = Checked(scope, details.Representation) }),
        };
        request.Matters.AddRange(command.Kinds.Select(kind => new RequestMatterRow { RequestId = request.Id, Kind = kind }));
        request.Register(scope);
        scope.Db.Requests.Add(request);
        return request;
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
