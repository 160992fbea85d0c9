using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today;

/// <summary>What is due, whoever started it, ordered by target day: numbers and clauses, no names of subjects. Policy 9.</summary>
public sealed class ReadToday(Operation operation, RegisterReader registers)
{
    /// <summary>How many lines are shown unless more are asked for.</summary>
    public const int PageLength = 50;

    /// <summary>Reads what is due.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which of it.</param>
    /// <param name="most">How many lines at most; the counts are over all.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Result<TodayView>> HandleAsync(Actor actor, DeskFilter filter, int most, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<TodayView>(
            actor,
            Right.SeeToday,
            "today.read",
            (scope, ct) => ReadAsync(scope, filter, most, calendar, ct),
            cancellation);
    }

    private static async Task<Result<TodayView>> ReadAsync(
        OperationScope scope, DeskFilter filter, int most, WorkingCalendar calendar, CancellationToken cancellation)
    {
        scope.Record(ProcessingAction.Administration, "9");
        scope.Db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var today = AlmatyZone.DayOf(scope.Now);
        var owed = filter.Of(scope.Db, scope.Actor);
        var rows = await filter.InState(owed, today, calendar)
            .OrderBy(duty => duty.TargetDay)
            .ThenBy(duty => duty.DueBefore)
            .ThenBy(duty => duty.Id)
            .Take(Math.Clamp(most, 1, 1_000))
            .ToListAsync(cancellation);
        var requests = await scope.RequestsOfAsync(rows, cancellation);
        var counts = await CountAsync(owed, calendar, today, cancellation);
        return new TodayView(
            today,
            [.. rows.Select(row => LineOf(row, requests, calendar, scope.Now))],
            counts,
            filter.State is { } state ? counts.GetValueOrDefault(state) : counts.Values.Sum(),
            await scope.Db.Duties.CountAsync(duty => duty.EndedAt == null, cancellation),
            await ColleaguesAsync(scope, cancellation));
    }

    private static DueLine LineOf(
        DutyRow row, Dictionary<long, (RequestNumber Number, RequestStep? Next)> requests, WorkingCalendar calendar, Instant now)
    {
        var duty = row.Read(calendar, now);
        var subject = row.SubjectId is { } number ? new SubjectId(number) : (SubjectId?)null;
        var holder = row.AssignedTo is { } id ? new Holder(id, row.AssignedName ?? id) : null;
        return row.RequestId is { } asked && requests.TryGetValue(asked, out var request)
            ? new DueLine(row.Id, duty, request.Number, subject, request.Next, holder)
            : new DueLine(row.Id, duty, Request: null, subject, Next: null, holder);
    }

    // Grouped by day, so that a thousand duties are counted without being counted out one by one.
    private static async Task<IReadOnlyDictionary<ClockState, int>> CountAsync(
        IQueryable<DutyRow> owed, WorkingCalendar calendar, LocalDate today, CancellationToken cancellation)
    {
        var days = await owed
            .GroupBy(duty => new { duty.TargetDay, duty.DueDay })
            .Select(group => new { group.Key.TargetDay, group.Key.DueDay, Count = group.Count() })
            .ToListAsync(cancellation);
        return days
            .GroupBy(day => ClockReading.StateOf(day.DueDay, day.TargetDay, today, calendar))
            .ToDictionary(group => group.Key, group => group.Sum(day => day.Count));
    }

    private static async Task<IReadOnlyList<Holder>> ColleaguesAsync(OperationScope scope, CancellationToken cancellation)
    {
        if (!scope.Actor.May(Right.HandleRequest))
        {
            return [];
        }

        var rows = await scope.Db.Colleagues.OrderBy(row => row.Name).ToListAsync(cancellation);
        return [.. rows.Where(row => Assignment.CanHold(Colleagues.RolesOf(row))).Select(row => new Holder(row.Id, row.Name))];
    }
}
