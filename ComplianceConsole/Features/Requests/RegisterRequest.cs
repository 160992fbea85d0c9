using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>What came in, as it is registered. Policy 8.3.</summary>
public sealed record RegisterRequestCommand
{
    /// <summary>What is asked.</summary>
    public required RequestKind Kind { get; init; }

    /// <summary>Who asks.</summary>
    public required ApplicantKind Applicant { get; init; }

    /// <summary>How it came.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it came: not later than now, and it may be earlier than the registration.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>The subject it is about; null where nobody is found.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>How the identity was checked when it came; said by the responsible person it is confirmed by that.</summary>
    public IdentityCheck IdentityCheck { get; init; }

    /// <summary>The language of the reply: <c>en</c>, <c>ru</c>, <c>kk</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The name of the person whose right it is; of the authority where one asks.</summary>
    public required string ApplicantName { get; init; }

    /// <summary>Where the answer goes.</summary>
    public string ReplyTo { get; init; } = "";

    /// <summary>What is asked, in the applicant's words or a summary.</summary>
    public string Text { get; init; } = "";

    /// <summary>The representative's name, where one asks. Policy 4.1.1.</summary>
    public string RepresentativeName { get; init; } = "";

    /// <summary>The document the representative's authority rests on.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The day the authority ends; null where the document sets none.</summary>
    public LocalDate? AuthorityUntil { get; init; }
}

/// <summary>
/// Registers a request, gives it its number and sets the clocks going that run from its receipt; where the responsible person registers it
/// and says how the identity was checked, the step that confirms it is taken with it. Policy 8.3, 9.1.
/// </summary>
public sealed class RegisterRequest(Operation operation, RegisterReader registers)
{
    /// <summary>Registers the request.</summary>
    /// <returns>Its number; <see cref="InvalidInputs"/>, or <see cref="NotFound"/> for an unknown subject.</returns>
    public async Task<Result<RequestNumber>> HandleAsync(Actor actor, RegisterRequestCommand command, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ChangeAsync<RequestNumber>(
            actor,
            Right.RegisterRequest,
            "request.register",
            (scope, ct) => RegisterAsync(scope, command, calendar, ct),
            cancellation);
    }

    private static async Task<Result<RequestNumber>> RegisterAsync(
        OperationScope scope, RegisterRequestCommand command, WorkingCalendar calendar, CancellationToken cancellation)
    {
        if (!RequestForm.Read(command, scope.Now).TryGet(out var details, out var refusal))
        {
            return refusal;
        }

        if (command.Subject is { } subject && !await scope.Db.Subjects.AnyAsync(row => row.Id == subject.Number, cancellation))
        {
            return new InvalidInputs([new InvalidInput("Subject", "NoSuchSubject")]);
        }

        // The write lock is held from the beginning of the transaction, so that two registrations cannot read the same maximum.
        var year = AlmatyZone.DayOf(scope.Now).Year;
        var last = await scope.Db.Requests.Where(row => row.Year == year).MaxAsync(row => (int?)row.Serial, cancellation);
        var number = new RequestNumber(year, (last ?? 0) + 1);
        var sealing = scope.CreateRequest();
        var request = new RequestRow
        {
            Id = sealing.Id,
            Year = number.Year,
            Serial = number.Serial,
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
            Details = sealing.SealDetails(details),
        };
        request.Steps.Add(
            new RequestStepRow
            {
                RequestId = request.Id,
                Stage = RequestStage.Received,
                At = scope.Now,
                ActorId = scope.Actor.Id,
                ActorName = scope.Actor.Name,
            });
        request.Duties.AddRange(
            RequestFlow.DutiesAtReceipt(command.Kind)
                .Select(kind => Duty.Start(DutyCatalogue.OfThePolicy[kind], command.ReceivedAt, calendar).ToRow(request.Id, request.SubjectId)));
        scope.Db.Requests.Add(request);
        scope.Changed(request);
        scope.Record(
            ProcessingAction.Recording,
            "8.3",
            command.Subject,
            new { number = number.ToString(), kind = command.Kind.ToString(), channel = command.Channel.ToString() },
            request.Id);
        if (scope.Actor.May(Right.HandleRequest) && command.IdentityCheck != IdentityCheck.NotYet)
        {
            // Who may take the first step and has just said how the identity was checked need not say it twice.
            scope.Take(request, RequestStep.ConfirmIdentity);
            scope.Record(
                ProcessingAction.Use,
                "8.3",
                command.Subject,
                new { number = number.ToString(), check = command.IdentityCheck.ToString() },
                request.Id);
        }

        return number;
    }
}
