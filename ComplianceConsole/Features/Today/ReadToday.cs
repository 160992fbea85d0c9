using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today;

/// <summary>
/// Everything that is open, whoever started it: what is owed, overdue first, then by target day; then the open requests that no clock runs
/// for. Numbers and clauses, no names of subjects. Policy 8.3, 9.
/// </summary>
public sealed class ReadToday(Operation operation, RegisterReader registers, MailSettings mail)
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

    private async Task<Result<TodayView>> ReadAsync(
        OperationScope scope, DeskFilter filter, int most, WorkingCalendar calendar, CancellationToken cancellation)
    {
        scope.Record(ProcessingAction.Administration, "9");
        scope.Db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var today = AlmatyZone.DayOf(scope.Now);
        var length = Math.Clamp(most, 1, 1_000);
        var owed = filter.Of(scope.Db, scope.Actor);
        var rows = await filter.InState(owed, today, calendar)
            .OrderBy(duty => duty.DueDay < today ? 0 : 1)
            .ThenBy(duty => duty.TargetDay)
            .ThenBy(duty => duty.DueBefore)
            .ThenBy(duty => duty.Id)
            .Take(length)
            .ToListAsync(cancellation);
        var facts = await FactsAsync(scope, rows, cancellation);
        var counts = await CountAsync(owed, calendar, today, cancellation);
        var unclocked = filter.Unclocked(scope.Db, scope.Actor);
        var unclockedCount = await unclocked.CountAsync(cancellation);
        return new TodayView(
            today,
            [.. rows.Select(row => LineOf(row, facts, calendar, scope.Now))],
            counts,
            filter.IsUnclocked ? 0 : filter.State is { } state ? counts.GetValueOrDefault(state) : counts.Values.Sum(),
            await DeskFilter.Owed(scope.Db).CountAsync(cancellation),
            await ColleaguesAsync(scope, cancellation))
        {
            Unclocked = filter.State is null ? await UnclockedAsync(scope, unclocked, length, today, cancellation) : [],
            UnclockedCount = unclockedCount,
            UnclockedOwed = await DeskFilter.All.Unclocked(scope.Db, scope.Actor).CountAsync(cancellation),
        };
    }

    private async Task<IReadOnlyList<UnclockedLine>> UnclockedAsync(
        OperationScope scope, IQueryable<RequestRow> unclocked, int most, LocalDate today, CancellationToken cancellation)
    {
        var requests = await scope.DeskRequestsAsync(
            unclocked.OrderBy(request => request.ReceivedAt).ThenBy(request => request.Id).Take(most), mail.IsConfigured(), cancellation);
        return
        [
            .. requests.Values.OrderBy(request => request.Row.ReceivedAt).ThenBy(request => request.Row.Id).Select(request =>
            {
                var received = AlmatyZone.DayOf(request.Row.ReceivedAt);
                var next = request.NextOf(asked: null);
                return new UnclockedLine(
                    request.Row.NumberOf(),
                    [.. request.Row.Matters.Select(matter => matter.Kind).Order()],
                    received,
                    Period.DaysBetween(received, today),
                    next,
                    next is null ? request.Letter : null)
                {
                    Holder = request.Row.AssignedTo is { } id ? new Holder(id, request.Row.AssignedName ?? id) : null,
                };
            }),
        ];
    }

    private async Task<Facts> FactsAsync(OperationScope scope, List<DutyRow> rows, CancellationToken cancellation)
    {
        var requests = rows.Select(row => row.RequestId).OfType<long>().Distinct().ToArray();
        var incidents = rows.Select(row => row.IncidentId).OfType<long>().Distinct().ToArray();
        var subjects = rows.Select(row => row.SubjectId).OfType<long>().Distinct().ToArray();
        return new Facts(
            await scope.DeskRequestsAsync(scope.Db.Requests.Where(request => requests.Contains(request.Id)), mail.IsConfigured(), cancellation),
            await scope.Db.Incidents
                .Where(incident => incidents.Contains(incident.Id))
                .ToDictionaryAsync(incident => incident.Id, incident => new IncidentNumber(incident.Year, incident.Serial), cancellation),
            [.. await scope.Db.Subjects
                .Where(subject => subjects.Contains(subject.Id) && subject.State == SubjectState.Active)
                .Select(subject => subject.Id)
                .ToListAsync(cancellation)]);
    }

    private static DueLine LineOf(DutyRow row, Facts facts, WorkingCalendar calendar, Instant now)
    {
        var duty = row.Read(calendar, now);
        var request = row.RequestId is { } asked ? facts.Requests.GetValueOrDefault(asked) : null;
        var next = request?.NextOf(RequestDuties.MatterOf(duty.Duty.Kind));
        return new DueLine(
            row.Id,
            duty,
            request?.Row.NumberOf(),
            row.SubjectId is { } number ? new SubjectId(number) : null,
            next,
            row.AssignedTo is { } id ? new Holder(id, row.AssignedName ?? id) : null)
        {
            Incident = row.IncidentId is { } incident && facts.Incidents.TryGetValue(incident, out var found) ? found : null,
            Letter = next is null ? request?.Letter : null,
            MustBlock = IsMissedDestruction(duty) && row.SubjectId is { } subject && facts.Active.Contains(subject),
        };
    }

    // From the missed day on the record is to be blocked, which a person does: only a person can say that destroying was impossible. Policy 9.8.
    private static bool IsMissedDestruction(DutyReading duty) =>
        duty.Duty.Kind == DutyKind.DestroyBlocked
        || (duty.Duty.Kind is DutyKind.DestroyOnEvidence or DutyKind.DestroyAfterPurpose && duty.Reading.State == ClockState.Overdue);

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

    private sealed record Facts(
        IReadOnlyDictionary<long, DeskRequest> Requests, IReadOnlyDictionary<long, IncidentNumber> Incidents, HashSet<long> Active);
}
