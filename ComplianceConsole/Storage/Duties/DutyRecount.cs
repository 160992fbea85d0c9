using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Duties;

/// <summary>A duty whose dates move with a change of the calendar.</summary>
/// <param name="Row">The duty, with its dates as they were.</param>
/// <param name="New">Its dates as counted again.</param>
public sealed record MovedDuty(DutyRow Row, Deadline New);

/// <summary>Counts what is owed again when the working calendar changes. What has ended stays as it was counted.</summary>
public static class DutyRecount
{
    /// <summary>What is owed and moves on another calendar, by its new due day.</summary>
    /// <param name="db">The records.</param>
    /// <param name="calendar">The calendar as it would be.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<MovedDuty>> RecountAsync(this RecordsContext db, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var owed = await db.Duties.Where(duty => duty.EndedAt == null).OrderBy(duty => duty.Id).ToListAsync(cancellation);
        var counted = owed.ToDictionary(row => row.Id, row => row.ToDuty(calendar).Leading);

        // What runs from a missed day follows that day, as long as what was missed is still owed. Policy 9.8.
        foreach (var row in owed)
        {
            if (row.AfterId is { } missed && counted.TryGetValue(missed, out var before))
            {
                counted[row.Id] = Deadline.ComputeFromDay(before.DueDay, counted[row.Id].Term, calendar);
            }
        }

        return
        [
            .. owed
                .Select(row => new MovedDuty(row, counted[row.Id]))
                .Where(moved => HasMoved(moved) || moved.Row.Provisional != moved.New.IsProvisional || TriggerOf(moved) != moved.Row.TriggerAt)
                .OrderBy(moved => moved.New.DueDay)
                .ThenBy(moved => moved.Row.Id),
        ];
    }

    /// <summary>Whether a date moved; else only how sure it is changed.</summary>
    public static bool HasMoved(this MovedDuty moved) =>
        moved.Row.DueDay != moved.New.DueDay || moved.Row.TargetDay != moved.New.TargetDay;

    /// <summary>Writes the new dates, and for each date that moved the old and the new. Part of a change of the calendar.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="moves">What <see cref="RecountAsync"/> found in the same transaction.</param>
    /// <param name="years">The years of the calendar that change.</param>
    public static void Move(this OperationScope scope, IEnumerable<MovedDuty> moves, IReadOnlyCollection<int> years)
    {
        foreach (var moved in moves)
        {
            var (row, counted) = moved;
            if (row.DueDay != counted.DueDay || row.TargetDay != counted.TargetDay)
            {
                scope.Db.DutyMoves.Add(
                    new DutyMoveRow
                    {
                        DutyId = row.Id,
                        At = scope.Now,
                        ActorName = scope.Actor.Name,
                        Year = YearOf(years, LocalDate.Max(row.DueDay, counted.DueDay)),
                        OldDueDay = row.DueDay,
                        NewDueDay = counted.DueDay,
                        OldTargetDay = row.TargetDay,
                        NewTargetDay = counted.TargetDay,
                    });
            }

            (row.TriggerAt, row.DueDay, row.TargetDay, row.DueBefore, row.Provisional) =
                (TriggerOf(moved), counted.DueDay, counted.TargetDay, counted.DueBefore, counted.IsProvisional);
            scope.ChangedDuties();
        }
    }

    private static Instant TriggerOf(MovedDuty moved) => moved.New.Trigger ?? AlmatyZone.StartOf(moved.New.TriggerDay);

    // Of several years changed at once, the last that the counting reached.
    private static int YearOf(IReadOnlyCollection<int> years, LocalDate end) =>
        years.Where(year => year <= end.Year).DefaultIfEmpty(years.Min()).Max();
}
