using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today;

/// <summary>A duty that is owed on a day, without anybody's name.</summary>
/// <param name="Kind">What is owed.</param>
/// <param name="Request">The request it answers.</param>
/// <param name="Subject">The subject it concerns.</param>
/// <param name="State">How its clock stands today.</param>
public sealed record MonthEntry(DutyKind Kind, RequestNumber? Request, SubjectId? Subject, ClockState State);

/// <summary>A day of the month.</summary>
/// <param name="Day">The day.</param>
/// <param name="Status">Whether it is worked.</param>
/// <param name="Due">What is owed with this as its due day, the first few.</param>
/// <param name="Owed">How many are owed with this as their due day.</param>
/// <param name="Targets">How many of later due days are meant to be done by this day.</param>
/// <param name="Done">How many of this due day have ended.</param>
public sealed record MonthDay(LocalDate Day, DayStatus Status, IReadOnlyList<MonthEntry> Due, int Owed, int Targets, int Done);

/// <summary>What is due, as a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Today">Today in Almaty.</param>
/// <param name="Weeks">Its weeks from Monday to Sunday, with the days of the months beside it.</param>
public sealed record MonthView(YearMonth Month, LocalDate Today, IReadOnlyList<IReadOnlyList<MonthDay>> Weeks)
{
    /// <summary>How many duties are owed within the month.</summary>
    public int Owed => Weeks.SelectMany(week => week).Where(day => day.Day.ToYearMonth() == Month).Sum(day => day.Owed);
}

/// <summary>Reads what is due in a month. Policy 9.</summary>
public sealed class ReadMonth(Operation operation, RegisterReader registers)
{
    private const int MostNamed = 3;

    /// <summary>Reads it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="month">The month; the present one when null.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Result<MonthView>> HandleAsync(Actor actor, YearMonth? month, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<MonthView>(
            actor, Right.SeeToday, "today.month", (scope, ct) => ReadAsync(scope, month, calendar, ct), cancellation);
    }

    private static async Task<Result<MonthView>> ReadAsync(
        OperationScope scope, YearMonth? asked, WorkingCalendar calendar, CancellationToken cancellation)
    {
        scope.Record(ProcessingAction.Administration, "9");
        var today = AlmatyZone.DayOf(scope.Now);
        var month = asked ?? today.ToYearMonth();
        var first = month.OnDayOfMonth(1);
        var from = first.PlusDays(1 - (int)first.DayOfWeek);
        var last = first.PlusMonths(1).PlusDays(-1);
        var until = last.PlusDays(7 - (int)last.DayOfWeek);
        var rows = await scope.Db.Duties.AsNoTracking()
            .Where(duty => (duty.DueDay >= from && duty.DueDay <= until) || (duty.EndedAt == null && duty.TargetDay >= from && duty.TargetDay <= until))
            .OrderBy(duty => duty.DueBefore)
            .ThenBy(duty => duty.Id)
            .Select(duty => new Found(
                duty.Kind,
                duty.DueDay,
                duty.TargetDay,
                duty.EndedAt != null,
                scope.Db.Requests.Where(request => request.Id == duty.RequestId).Select(request => (int?)request.Year).FirstOrDefault(),
                scope.Db.Requests.Where(request => request.Id == duty.RequestId).Select(request => (int?)request.Serial).FirstOrDefault(),
                duty.SubjectId))
            .ToListAsync(cancellation);
        var due = rows.ToLookup(row => row.Due);
        var targets = rows.Where(row => !row.IsDone && row.Target != row.Due).ToLookup(row => row.Target);
        var days = Enumerable.Range(0, Period.DaysBetween(from, until) + 1)
            .Select(from.PlusDays)
            .Select(day => DayOf(day, [.. due[day]], targets[day].Count(), today, calendar));
        return new MonthView(month, today, [.. days.Chunk(7)]);
    }

    private static MonthDay DayOf(LocalDate day, IReadOnlyList<Found> due, int targets, LocalDate today, WorkingCalendar calendar)
    {
        var owed = due.Where(one => !one.IsDone).ToList();
        return new MonthDay(
            day,
            calendar.StatusOf(day),
            [.. owed.Take(MostNamed).Select(one => EntryOf(one, today, calendar))],
            owed.Count,
            targets,
            due.Count - owed.Count);
    }

    private static MonthEntry EntryOf(Found one, LocalDate today, WorkingCalendar calendar) =>
        new(
            DutyKindCodes.TryParse(one.Kind, out var kind) ? kind : default,
            one is { Year: { } year, Serial: { } serial } ? new RequestNumber(year, serial) : null,
            one.Subject is { } subject ? new SubjectId(subject) : null,
            ClockReading.StateOf(one.Due, one.Target, today, calendar));

    private sealed record Found(string Kind, LocalDate Due, LocalDate Target, bool IsDone, int? Year, int? Serial, long? Subject);
}
