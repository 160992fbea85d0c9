using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Duties;

/// <summary>
/// How a use case sets the clock of a duty going and ends it, inside its operation. The term is that of the policy version in force at
/// the trigger, and stays so; where the law is stricter its clock runs beside and the earlier leads. Policy 9, 10.
/// </summary>
public static class ScopeDuties
{
    /// <summary>What clocks are counted by, read in the use case's own transaction.</summary>
    public static Task<DutyRules> ReadDutyRulesAsync(this OperationScope scope, CancellationToken cancellation) =>
        scope.Db.ReadDutyRulesAsync(cancellation);

    /// <summary>Sets the clock of a duty going.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="kind">What is owed; not <see cref="DutyKind.DestroyBlocked"/>, which follows a missed one.</param>
    /// <param name="trigger">The instant the clause counts from.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="requestId">The request it answers.</param>
    /// <param name="subjectId">The subject it concerns.</param>
    /// <param name="incidentId">The incident it reports.</param>
    /// <returns>Its row, tracked.</returns>
    public static async Task<DutyRow> StartDutyAsync(
        this OperationScope scope,
        DutyKind kind,
        Instant trigger,
        CancellationToken cancellation,
        long? requestId = null,
        long? subjectId = null,
        long? incidentId = null) =>
        scope.StartDuty(await scope.ReadDutyRulesAsync(cancellation), kind, trigger, requestId, subjectId, incidentId);

    /// <summary>The same with rules that the use case has read with <see cref="ReadDutyRulesAsync"/>.</summary>
    /// <inheritdoc cref="StartDutyAsync"/>
    /// <exception cref="ArgumentException">The duty follows a missed one: use <see cref="StartDutyAfter"/>.</exception>
    public static DutyRow StartDuty(
        this OperationScope scope,
        DutyRules rules,
        DutyKind kind,
        Instant trigger,
        long? requestId = null,
        long? subjectId = null,
        long? incidentId = null)
    {
        var version = rules.Book.At(trigger)?.Version;
        var duty = Duty.Start(rules.Book.CatalogueAt(trigger)[kind], trigger, rules.Calendar);
        return scope.Add(duty.ToRow(requestId, subjectId, incidentId, afterId: null, version));
    }

    /// <summary>
    /// Sets a duty of a subject going unless one of the kind is owed already: what happens twice is owed once, from the first time.
    /// </summary>
    /// <returns>The duty that is owed; and whether it is new.</returns>
    public static async Task<(DutyRow Duty, bool IsNew)> StartDutyOnceAsync(
        this OperationScope scope, DutyKind kind, Instant trigger, SubjectId subject, CancellationToken cancellation, long? requestId = null)
    {
        var owed = await scope.OwedAsync(subject, [kind], cancellation);
        return owed.Length > 0
            ? (owed[0], false)
            : (await scope.StartDutyAsync(kind, trigger, cancellation, requestId, subject.Number), true);
    }

    /// <summary>
    /// Sets going what follows a missed destruction: block, and destroy within six months of the missed due day. Once for each. Policy 9.8.
    /// </summary>
    /// <returns>Its row; null where nothing follows the duty.</returns>
    public static DutyRow? StartDutyAfter(this OperationScope scope, DutyRules rules, DutyRow missed)
    {
        var duty = missed.ToDuty(rules.Calendar);
        var trigger = AlmatyZone.StartOf(duty.Leading.DueDay);
        return duty.AfterMissing(rules.Book.CatalogueAt(trigger), rules.Calendar) is { } next
            ? scope.Add(next.ToRow(missed.RequestId, missed.SubjectId, missed.IncidentId, missed.Id, rules.Book.At(trigger)?.Version))
            : null;
    }

    /// <summary>Ends what is owed to a subject, at the instant it was done, which alone decides whether it was on time.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="kinds">Which duties what was done fulfils.</param>
    /// <param name="at">When it was done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The duties that ended.</returns>
    public static async Task<IReadOnlyList<DutyRow>> EndDutiesAsync(
        this OperationScope scope, SubjectId subject, IReadOnlyCollection<DutyKind> kinds, Instant at, CancellationToken cancellation)
    {
        var owed = await scope.OwedAsync(subject, kinds, cancellation);
        return scope.End(owed, at);
    }

    /// <summary>Ends what a request's duties owe, those of some kinds alone where they are named.</summary>
    /// <inheritdoc cref="EndDutiesAsync"/>
    public static IReadOnlyList<DutyRow> EndDuties(this OperationScope scope, RequestRow request, Instant at, params DutyKind[] kinds)
    {
        var codes = kinds.Select(kind => kind.Code()).ToHashSet(StringComparer.Ordinal);
        return scope.End([.. request.Duties.Where(duty => duty.EndedAt is null && (codes.Count == 0 || codes.Contains(duty.Kind)))], at);
    }

    /// <summary>Ends one duty.</summary>
    public static void EndDuty(this OperationScope scope, DutyRow duty, Instant at) => scope.End([duty], at);

    private static DutyRow[] End(this OperationScope scope, DutyRow[] owed, Instant at)
    {
        foreach (var duty in owed)
        {
            duty.EndedAt = at;
            scope.ChangedDuties();
        }

        return owed;
    }

    private static async Task<DutyRow[]> OwedAsync(
        this OperationScope scope, SubjectId subject, IReadOnlyCollection<DutyKind> kinds, CancellationToken cancellation)
    {
        var codes = kinds.Select(kind => kind.Code()).ToArray();
        await scope.Db.Duties
            .Where(duty => duty.SubjectId == subject.Number && duty.EndedAt == null && codes.Contains(duty.Kind))
            .LoadAsync(cancellation);

        // What this use case itself set going or ended is not in the file yet.
        return
        [
            .. scope.Db.Duties.Local
                .Where(duty => duty.SubjectId == subject.Number && duty.EndedAt is null && codes.Contains(duty.Kind, StringComparer.Ordinal))
                .OrderBy(duty => duty.TriggerAt),
        ];
    }

    private static DutyRow Add(this OperationScope scope, DutyRow row)
    {
        scope.Db.Duties.Add(row);
        scope.ChangedDuties();
        return row;
    }
}
