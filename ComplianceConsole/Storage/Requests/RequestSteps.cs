using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>
/// How a use case carries a request on inside its operation: finds it, makes sure that the step is open and that nobody took one since
/// the page was drawn, and takes it.
/// </summary>
public static class RequestSteps
{
    /// <summary>A request by its number, with matters, steps and duties.</summary>
    public static async Task<Result<RequestRow>> FindRequestAsync(
        this OperationScope scope, RequestNumber number, CancellationToken cancellation)
    {
        var row = await Whole(scope)
            .SingleOrDefaultAsync(request => request.Year == number.Year && request.Serial == number.Serial, cancellation);
        return row is null ? new NotFound("Request") : row;
    }

    /// <summary>A request by the number of its key, with matters, steps and duties; null where there is none.</summary>
    public static Task<RequestRow?> FindRequestAsync(this OperationScope scope, long id, CancellationToken cancellation) =>
        Whole(scope).SingleOrDefaultAsync(request => request.Id == id, cancellation);

    /// <summary>The same, for a step: refused where the step is not open, or where the request went on since it was shown.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="number">The request.</param>
    /// <param name="version">The version that was shown when the step was chosen.</param>
    /// <param name="step">The step.</param>
    /// <param name="matter">Which of the things asked it concerns; null where the request as a whole.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Result<RequestRow>> FindRequestAsync(
        this OperationScope scope, RequestNumber number, int version, RequestStep step, RequestKind? matter, CancellationToken cancellation)
    {
        if (!(await scope.FindRequestAsync(number, cancellation)).TryGet(out var row, out var refusal))
        {
            return refusal;
        }

        return !RequestFlow.IsOpen(await scope.CourseAsync(row, cancellation), step, matter) ? new StepNotOpen(step.ToString())
            : row.Version != version ? new ChangedMeanwhile("Request")
            : scope.EndedAuthority(row) is { } until && RequestFlow.NeedsAuthority(step) ? new AuthorityEnded(until)
            : row;
    }

    /// <summary>The last day of a representative's authority that has ended; null where it runs or nobody represents. Policy 4.1.1.</summary>
    public static LocalDate? EndedAuthority(this OperationScope scope, RequestRow row) =>
        row.Applicant == ApplicantKind.Representative
        && scope.OpenRequest(row.Id).OpenDetails(row).Representation is { Until: { } until } representation
        && !representation.RunsAt(scope.Now)
            ? until
            : null;

    /// <summary>
    /// Takes a step: ends the duties that what was done ends, says who took it and when, with a note sealed under the request's key, and
    /// brings the request to the stage it has come to. The caller has written what was done into the row before.
    /// </summary>
    /// <param name="scope">The use case.</param>
    /// <param name="row">The request with matters, steps and duties.</param>
    /// <param name="step">The step.</param>
    /// <param name="matter">Which of the things asked it concerns; null where the request as a whole.</param>
    /// <param name="note">What was noted; null where nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task TakeAsync(
        this OperationScope scope,
        RequestRow row,
        RequestStep step,
        RequestKind? matter,
        string? note,
        CancellationToken cancellation)
    {
        row.SettleDuties();
        var course = await scope.CourseAsync(row, cancellation);
        course = step == RequestStep.ConfirmIdentity ? course with { IsConfirmed = true } : course;
        if (!course.Matters.IsEmpty && course.Matters.All(one => one.IsNotified))
        {
            row.NotifiedAt ??= row.Matters.Max(one => one.NotifiedAt);
        }

        var end = course.Ended ?? RequestFlow.EndAfter(course, step);
        var stage = end ?? RequestFlow.StageOf(course);
        row.AddStep(scope, step, matter, stage, note);
        scope.Changed(row);
        if (RequestFlow.IsOpen(row.Stage) && end is not null)
        {
            // The database lets nothing of a closed request be written, so that everything else goes first.
            await scope.Db.SaveChangesAsync(cancellation);
            row.ClosedAt = scope.Now;
        }

        row.Stage = stage;
    }

    /// <summary>Writes the first line of a new request's course: who registered it and when.</summary>
    public static void Register(this RequestRow row, OperationScope scope)
    {
        row.AddStep(scope, step: null, matter: null, RequestStage.Received, note: null);
        scope.Changed(row);
    }

    /// <summary>Writes that one of the things asked was carried out, and takes the step.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="row">The request, found for <see cref="RequestStep.CarryOut"/> of the matter.</param>
    /// <param name="matter">Which of the things asked.</param>
    /// <param name="at">When it was done; this instant decides on time or late.</param>
    /// <param name="note">What was done; null where nothing is to be noted.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task CarryOutAsync(
        this OperationScope scope, RequestRow row, RequestKind matter, Instant at, string? note, CancellationToken cancellation)
    {
        row.Matter(matter).CarriedOutAt = at;
        return scope.TakeAsync(row, RequestStep.CarryOut, matter, note, cancellation);
    }

    /// <summary>One of the things a request asks.</summary>
    public static RequestMatterRow Matter(this RequestRow row, RequestKind kind) => row.Matters.Single(matter => matter.Kind == kind);

    /// <summary>The number under which people know a request.</summary>
    public static RequestNumber NumberOf(this RequestRow row) => new(row.Year, row.Serial);

    /// <summary>Stages the ledger's entry of something done with a request.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="row">The request.</param>
    /// <param name="action">What is done.</param>
    /// <param name="clause">The clause under which.</param>
    /// <param name="details">Codes and dates; null for none.</param>
    public static StagedEntry Record(
        this OperationScope scope, RequestRow row, ProcessingAction action, string clause, object? details = null)
    {
        // Details are sealed under the key of whom they concern, which a destruction takes: then the request's own key seals them.
        var isHeld = row.SubjectId is { } id && scope.Find(new SubjectId(id)) is not null && scope.HasKey(KeyHolder.Subject, id);
        return scope.Record(action, clause, isHeld ? new SubjectId(row.SubjectId!.Value) : null, details, row.Id);
    }

    /// <summary>The clause under which one of the things asked is handled.</summary>
    public static string ClauseOf(RequestKind kind) =>
        kind switch
        {
            RequestKind.Disclosure => "9.1",
            RequestKind.Correction => "9.3",
            RequestKind.Destruction => "9.4",
            RequestKind.Complaint => "9.6",
            RequestKind.Withdrawal => "4.5",
            RequestKind.Information => "8.2",
            RequestKind.Other => "8.3",
        };

    /// <summary>
    /// Checks the instant at which something was done outside the console: not later than now, and not before the minute of what it
    /// answers, since people write minutes.
    /// </summary>
    /// <returns>What to mend; null where nothing.</returns>
    public static InvalidInput? CheckDoneAt(this OperationScope scope, string input, Instant doneAt, Instant notBefore) =>
        doneAt > scope.Now ? new InvalidInput(input, "InFuture")
        : doneAt < StartOfMinute(notBefore) ? new InvalidInput(input, "TooEarly", notBefore)
        : null;

    private static void AddStep(
        this RequestRow row, OperationScope scope, RequestStep? step, RequestKind? matter, RequestStage stage, string? note)
    {
        var sequence = row.Steps.Count == 0 ? 0 : row.Steps.Max(taken => taken.Sequence) + 1;
        row.Steps.Add(
            new RequestStepRow
            {
                RequestId = row.Id,
                Sequence = sequence,
                Step = step,
                Matter = matter,
                Stage = stage,
                At = scope.Now,
                ActorId = scope.Actor.Id,
                ActorName = scope.Actor.Name,
                Note = string.IsNullOrEmpty(note) ? null : scope.OpenRequest(row.Id).SealNote(sequence, note),
            });
    }

    // What was done decides by its own instant whether it was in time; a duty that has ended stays as it ended.
    private static void SettleDuties(this RequestRow row)
    {
        foreach (var duty in row.Duties.Where(duty => duty.EndedAt is null))
        {
            if (DutyKindCodes.TryParse(duty.Kind, out var kind)
                && RequestDuties.MatterOf(kind) is { } matter
                && row.Matters.Find(one => one.Kind == matter) is { } asked)
            {
                duty.EndedAt = RequestDuties.EndOf(DutyCatalogue.OfThePolicy[kind].Ending, TimesOf(row, asked));
            }
        }
    }

    private static MatterTimes TimesOf(RequestRow row, RequestMatterRow matter) =>
        new(
            matter.DecidedAt,
            matter.Decision == MatterDecision.Refused,
            matter.CarriedOutAt,
            matter.NotifiedAt,
            row.Applicant != ApplicantKind.Organisation);

    private static Instant StartOfMinute(Instant instant) =>
        Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds() / NodaConstants.SecondsPerMinute * NodaConstants.SecondsPerMinute);

    private static IQueryable<RequestRow> Whole(OperationScope scope) =>
        scope.Db.Requests
            .Include(request => request.Matters)
            .Include(request => request.Steps)
            .Include(request => request.Duties)
            .AsSplitQuery();
}
