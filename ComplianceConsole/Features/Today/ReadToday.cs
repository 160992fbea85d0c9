using ComplianceConsole.Domain.Access;
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

namespace ComplianceConsole.Features.Today;

/// <summary>A duty on the desk, without anybody's name.</summary>
/// <param name="Duty">The duty and its clock.</param>
/// <param name="Request">The request it answers; null where it answers none.</param>
/// <param name="Subject">The subject it concerns, shown where no request is.</param>
/// <param name="Next">What carries the request on.</param>
public sealed record DueLine(DutyReading Duty, RequestNumber? Request, SubjectId? Subject, RequestStep? Next);

/// <summary>What is due.</summary>
/// <param name="Day">Today in Almaty.</param>
/// <param name="Lines">What is owed, by target day.</param>
/// <param name="Counts">How many are overdue, due today, due soon, running; over everything that is owed, not over the lines alone.</param>
public sealed record TodayView(LocalDate Day, IReadOnlyList<DueLine> Lines, IReadOnlyDictionary<ClockState, int> Counts)
{
    /// <summary>How many duties are owed in all.</summary>
    public int Owed => Counts.Values.Sum();
}

/// <summary>What is due, whoever started it, ordered by target day: numbers and clauses, no names. Policy 9.</summary>
public sealed class ReadToday(Operation operation, RegisterReader registers)
{
    /// <summary>How many lines are shown unless more are asked for.</summary>
    public const int PageLength = 50;

    /// <summary>Reads what is due.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="most">How many lines at most; the counts are over all.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Result<TodayView>> HandleAsync(Actor actor, int most, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<TodayView>(
            actor,
            Right.SeeToday,
            "today.read",
            (scope, ct) => ReadAsync(scope, most, calendar, ct),
            cancellation);
    }

    private static async Task<Result<TodayView>> ReadAsync(
        OperationScope scope, int most, WorkingCalendar calendar, CancellationToken cancellation)
    {
        scope.Record(ProcessingAction.Administration, "9");
        var owed = scope.Db.Duties.AsNoTracking().Where(duty => duty.EndedAt == null);
        var rows = await owed
            .OrderBy(duty => duty.TargetDay)
            .ThenBy(duty => duty.DueBefore)
            .ThenBy(duty => duty.Id)
            .Take(Math.Clamp(most, 1, 1_000))
            .ToListAsync(cancellation);
        var requests = await RequestsOfAsync(scope, rows, cancellation);
        return new TodayView(
            AlmatyZone.DayOf(scope.Now),
            [.. rows.Select(row => LineOf(row, requests, calendar, scope.Now))],
            await CountAsync(owed, calendar, scope.Now, cancellation));
    }

    private static async Task<Dictionary<long, (RequestNumber Number, RequestStep? Next)>> RequestsOfAsync(
        OperationScope scope, IEnumerable<DutyRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.RequestId).OfType<long>().Distinct().ToArray();
        var found = await scope.Db.Requests.AsNoTracking()
            .Where(request => ids.Contains(request.Id))
            .Include(request => request.Matters)
            .Include(request => request.Duties)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var courses = await scope.CoursesAsync(found, cancellation);
        return found.ToDictionary(
            request => request.Id,
            request => (request.NumberOf(), RequestFlow.NextStep(courses[request.Id])?.Step));
    }

    private static DueLine LineOf(
        DutyRow row, Dictionary<long, (RequestNumber Number, RequestStep? Next)> requests, WorkingCalendar calendar, Instant now)
    {
        var duty = row.Read(calendar, now);
        var subject = row.SubjectId is { } number ? new SubjectId(number) : (SubjectId?)null;
        return row.RequestId is { } id && requests.TryGetValue(id, out var request)
            ? new DueLine(duty, request.Number, subject, request.Next)
            : new DueLine(duty, Request: null, subject, Next: null);
    }

    // Grouped by day, so that a thousand duties are counted without being counted out one by one.
    private static async Task<IReadOnlyDictionary<ClockState, int>> CountAsync(
        IQueryable<DutyRow> owed, WorkingCalendar calendar, Instant now, CancellationToken cancellation)
    {
        var days = await owed
            .GroupBy(duty => new { duty.TargetDay, duty.DueDay })
            .Select(group => new { group.Key.TargetDay, group.Key.DueDay, Count = group.Count() })
            .ToListAsync(cancellation);
        var today = AlmatyZone.DayOf(now);
        return days
            .GroupBy(day => ClockReading.StateOf(day.DueDay, day.TargetDay, today, calendar))
            .ToDictionary(group => group.Key, group => group.Sum(day => day.Count));
    }
}
