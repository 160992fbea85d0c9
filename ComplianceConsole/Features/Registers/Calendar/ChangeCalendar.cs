using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Registers.Calendar;

/// <summary>Years of the calendar as an administrator has edited them.</summary>
/// <param name="Before">The mark of the calendar that was edited.</param>
/// <param name="Years">The years as they are to be.</param>
public sealed record CalendarEdit(string Before, IReadOnlyList<CalendarYear> Years);

/// <summary>
/// Changes the working calendar in two steps: first every date that would move, old and new; then, confirmed, calendar, dates and the
/// record of both in one transaction. Policy 9, Civil Code 173-176.
/// </summary>
public sealed class ChangeCalendar(Operation operation)
{
    /// <summary>What an edit would move. Nothing is changed.</summary>
    /// <returns>It; <see cref="ChangedMeanwhile"/> where somebody saved another calendar since; <see cref="CalendarUnchanged"/>.</returns>
    public Task<Result<CalendarReview>> ReviewAsync(Actor actor, CalendarEdit edit, CancellationToken cancellation) =>
        operation.ReadAsync<CalendarReview>(
            actor,
            Right.ChangeSettings,
            "calendar.review",
            async (scope, token) =>
            {
                scope.Db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                if (!(await CountAsync(scope, edit, token)).TryGet(out var counted, out var refusal))
                {
                    return refusal;
                }

                scope.Record(ProcessingAction.Administration, "9", details: new { years = counted.Review.Years, moves = counted.Review.Moves.Count });
                return counted.Review;
            },
            cancellation);

    /// <summary>Saves an edit whose review was confirmed.</summary>
    /// <param name="actor">Who saves.</param>
    /// <param name="edit">The edit.</param>
    /// <param name="mark">The mark of the review that was shown.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>
    /// What moved; <see cref="ChangedMeanwhile"/> where the calendar or what is owed changed since it was shown, so that it is to be shown again.
    /// </returns>
    public Task<Result<CalendarReview>> SaveAsync(Actor actor, CalendarEdit edit, string mark, CancellationToken cancellation) =>
        operation.ChangeAsync<CalendarReview>(
            actor,
            Right.ChangeSettings,
            "calendar.change",
            async (scope, token) =>
            {
                if (!(await CountAsync(scope, edit, token)).TryGet(out var counted, out var refusal))
                {
                    return refusal;
                }

                if (!string.Equals(counted.Review.Mark, mark, StringComparison.Ordinal))
                {
                    return new ChangedMeanwhile("Calendar");
                }

                await WriteAsync(scope, counted.Years, token);
                scope.Move(counted.Moves, counted.Review.Years.ToList());
                scope.ChangedRegisters();
                scope.Record(
                    ProcessingAction.Administration,
                    "9",
                    details: new
                    {
                        years = counted.Review.Years,
                        moved = counted.Review.Moves.Select(move => new { duty = move.Duty, old = Written(move.OldDue), now = Written(move.NewDue) }),
                    });
                return counted.Review;
            },
            cancellation);

    private static async Task<Result<Counted>> CountAsync(OperationScope scope, CalendarEdit edit, CancellationToken cancellation)
    {
        var kept = (await scope.ReadDutyRulesAsync(cancellation)).Calendar;
        if (!string.Equals(CalendarMarks.Of(kept), edit.Before, StringComparison.Ordinal))
        {
            return new ChangedMeanwhile("Calendar");
        }

        var changed = edit.Years
            .Where(year => !year.IsSameAs(kept.Years.FirstOrDefault(known => known.Year == year.Year)))
            .OrderBy(year => year.Year)
            .ToList();
        if (changed.Count == 0)
        {
            return new CalendarUnchanged();
        }

        var calendar = changed.Aggregate(kept, (so, year) => so.With(year));
        var moves = await scope.Db.RecountAsync(calendar, cancellation);
        var shown = await ShownAsync(scope, [.. moves.Where(DutyRecount.HasMoved)], cancellation);
        var review = new CalendarReview(
            CalendarMarks.Of(edit.Before, changed, shown),
            [.. changed.Select(year => year.Year)],
            await scope.Db.Duties.CountAsync(duty => duty.EndedAt == null, cancellation),
            shown);
        return new Counted(review, changed, moves);
    }

    private static async Task<IReadOnlyList<CalendarMove>> ShownAsync(
        OperationScope scope, IReadOnlyList<MovedDuty> moves, CancellationToken cancellation)
    {
        var ids = moves.Select(move => move.Row.RequestId).OfType<long>().Distinct().ToArray();
        var requests = await scope.Db.Requests
            .Where(request => ids.Contains(request.Id))
            .ToDictionaryAsync(request => request.Id, request => new RequestNumber(request.Year, request.Serial), cancellation);
        var incidentIds = moves.Select(move => move.Row.IncidentId).OfType<long>().Distinct().ToArray();
        var incidents = await scope.Db.Incidents
            .Where(incident => incidentIds.Contains(incident.Id))
            .ToDictionaryAsync(incident => incident.Id, incident => new IncidentNumber(incident.Year, incident.Serial), cancellation);
        return
        [
            .. moves.Select(move => new CalendarMove(
                move.Row.Id,
                DutyKindCodes.TryParse(move.Row.Kind, out var kind) ? kind : default,
                move.Row.Clause,
                move.Row.RequestId is { } id && requests.TryGetValue(id, out var number) ? number : null,
                move.Row.SubjectId is { } subject ? new SubjectId(subject) : null,
                move.Row.DueDay,
                move.New.DueDay,
                move.Row.TargetDay,
                move.New.TargetDay)
            {
                Incident = move.Row.IncidentId is { } incidentId && incidents.TryGetValue(incidentId, out var incident) ? incident : null,
            }),
        ];
    }

    private static async Task WriteAsync(OperationScope scope, IReadOnlyList<CalendarYear> years, CancellationToken cancellation)
    {
        foreach (var year in years)
        {
            var row = await scope.Db.CalendarYears.FindAsync([year.Year], cancellation);
            if (row is null)
            {
                row = new CalendarYearRow { Year = year.Year, DaysOff = "", WorkingWeekends = "" };
                scope.Db.CalendarYears.Add(row);
            }

            row.Provisional = year.IsProvisional;
            row.DaysOff = string.Join(',', year.DaysOff.Select(Written));
            row.WorkingWeekends = string.Join(',', year.WorkingWeekends.Select(Written));
        }
    }

    private static string Written(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private sealed record Counted(CalendarReview Review, IReadOnlyList<CalendarYear> Years, IReadOnlyList<MovedDuty> Moves);
}
