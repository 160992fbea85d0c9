using ComplianceConsole.Domain.Access;
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

/// <summary>Which requests a list shows.</summary>
public enum RequestState
{
    /// <summary>Those that something is still to be done with.</summary>
    Open,

    /// <summary>Those whose due day has gone by.</summary>
    Overdue,

    /// <summary>Closed and refused ones.</summary>
    Closed,

    /// <summary>Every one.</summary>
    All,
}

/// <summary>What of the register is asked for.</summary>
/// <param name="State">Open, overdue, closed or all.</param>
/// <param name="Kind">Those that ask one kind of thing alone; null for every kind.</param>
/// <param name="Subject">The requests about one subject alone.</param>
/// <param name="Stage">One stage alone; null for every stage.</param>
/// <param name="Most">How many lines at most.</param>
public sealed record RequestQuery(RequestState State = RequestState.Open, RequestKind? Kind = null, SubjectId? Subject = null, int Most = 50, RequestStage? Stage = null);

/// <summary>A part of the register.</summary>
/// <param name="Lines">Open ones by target day, those no clock runs for after them; others the newest first.</param>
/// <param name="Count">How many there are in all under this filter.</param>
public sealed record RequestList(IReadOnlyList<RequestLine> Lines, int Count);

/// <summary>The register of requests: numbers, kinds, dates, outcomes; names for those who may read requests. Policy 8.3.</summary>
public sealed class ListRequests(Operation operation, RegisterReader registers)
{
    /// <summary>Reads the register.</summary>
    public async Task<Result<RequestList>> HandleAsync(Actor actor, RequestQuery query, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<RequestList>(
            actor,
            Right.ReadRequestRegister,
            "request.list",
            (scope, ct) => ListAsync(scope, query, calendar, ct),
            cancellation);
    }

    private static async Task<Result<RequestList>> ListAsync(
        OperationScope scope, RequestQuery query, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var matching = Filter(scope.Db.Requests.AsNoTracking(), query, scope.Now);
        var count = await matching.CountAsync(cancellation);
        var rows = await Order(matching, query.State)
            .Take(Math.Clamp(query.Most, 1, 1_000))
            .Include(row => row.Matters)
            .Include(row => row.Duties)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var courses = await scope.CoursesAsync(rows, cancellation);
        var closed = await RequestPeople.ClosedSubjectsAsync(scope, rows, cancellation);

        // About one subject no names are needed: whose requests they are is known.
        var names = query.Subject is null
            ? rows.ToDictionary(row => row.Id, row => RequestPeople.Of(scope, row, closed)?.ApplicantName)
            : [];
        scope.Record(
            ProcessingAction.Extraction,
            "8.3",
            query.Subject,
            new { shown = rows.Select(row => row.NumberOf().ToString()).ToArray(), names = names.Values.Any(name => name is not null) });
        return new RequestList([.. rows.Select(row => LineOf(row, names.GetValueOrDefault(row.Id), courses[row.Id], calendar, scope.Now))], count);
    }

    private static IQueryable<RequestRow> Filter(IQueryable<RequestRow> rows, RequestQuery query, Instant now)
    {
        if (query.Kind is { } kind)
        {
            rows = rows.Where(row => row.Matters.Any(matter => matter.Kind == kind));
        }

        if (query.Subject is { } subject)
        {
            rows = rows.Where(row => row.SubjectId == subject.Number);
        }

        if (query.Stage is { } stage)
        {
            rows = rows.Where(row => row.Stage == stage);
        }

        return query.State switch
        {
            RequestState.Open => rows.Where(row => row.Stage != RequestStage.Closed && row.Stage != RequestStage.Refused),
            RequestState.Overdue => rows.Where(row => row.Duties.Any(duty => duty.EndedAt == null && duty.DueBefore <= now)),
            RequestState.Closed => rows.Where(row => row.Stage == RequestStage.Closed || row.Stage == RequestStage.Refused),
            RequestState.All => rows,
        };
    }

    // What is to be done stands as on the desk, by target day; what is done stands as a register does, the newest first. Policy 9.
    private static IQueryable<RequestRow> Order(IQueryable<RequestRow> rows, RequestState state) =>
        state is RequestState.Open or RequestState.Overdue
            ? rows
                .OrderBy(row => row.Duties.Any(duty => duty.EndedAt == null) ? 0 : 1)
                .ThenBy(row => row.Duties
                    .Where(duty => duty.EndedAt == null)
                    .OrderBy(duty => duty.TargetDay)
                    .Select(duty => (LocalDate?)duty.TargetDay)
                    .FirstOrDefault())
                .ThenBy(row => row.ReceivedAt)
                .ThenBy(row => row.Id)
            : rows.OrderByDescending(row => row.Year).ThenByDescending(row => row.Serial);

    private static RequestLine LineOf(RequestRow row, string? applicant, RequestCourse course, WorkingCalendar calendar, Instant now) =>
        new(
            row.NumberOf(),
            [.. row.Matters.Select(matter => matter.Kind).Order()],
            row.Stage,
            row.ReceivedAt,
            row.Duties.OrderBy(duty => duty.EndedAt is not null).ThenBy(duty => duty.TargetDay).FirstOrDefault()?.Read(calendar, now),
            RequestFlow.NextStep(course),
            row.SubjectId is { } subject ? new SubjectId(subject) : null,
            applicant,
            row.Applicant)
        {
            IsForgotten = course.IsForgotten,
        };
}
