using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>Reads what waits for destruction: numbers and clauses, no names. Policy 9.4, 9.7, 9.8.</summary>
public sealed class ReadDestructions(Operation operation, RegisterReader registers, DestructionSettings settings)
{
    /// <summary>How many records are shown unless more are asked for.</summary>
    public const int PageLength = 50;

    private const int LastDone = 20;

    private static readonly SubjectState[] s_held = [SubjectState.Active, SubjectState.Blocked];

    private static readonly SubjectState[] s_gone = [SubjectState.Destroyed, SubjectState.Depersonalised];

    private static readonly NoticeState[] s_unsent = [NoticeState.Queued, NoticeState.Failed];

    private static readonly string[] s_stopped = [DutyKind.DestroyAfterPurpose.Code(), DutyKind.DestroyBlocked.Code()];

    /// <summary>Reads it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="most">How many records at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Result<DestructionList>> HandleAsync(Actor actor, int most, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<DestructionList>(
            actor,
            Right.ReadDestructions,
            "destruction.list",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "9.7");
                scope.Db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                var codes = DestructionCase.Kinds;
                var owed = scope.Db.Duties.Where(duty => duty.EndedAt == null && duty.SubjectId != null && codes.Contains(duty.Kind));
                var gone = owed.Where(duty => scope.Db.Subjects.Any(subject => subject.Id == duty.SubjectId && s_gone.Contains(subject.State)));
                owed = owed.Where(duty => scope.Db.Subjects.Any(subject => subject.Id == duty.SubjectId && s_held.Contains(subject.State)));
                var first = await owed
                    .GroupBy(duty => duty.SubjectId!.Value)
                    .Select(group => new { Subject = group.Key, Due = group.Min(duty => duty.DueDay) })
                    .OrderBy(one => one.Due)
                    .ThenBy(one => one.Subject)
                    .Take(Math.Clamp(most, 1, 1_000))
                    .ToListAsync(ct);
                var decided = scope.Db.Destructions.OrderByDescending(row => row.DecidedAt);
                return new DestructionList(
                    await LinesAsync(scope, first.ConvertAll(one => one.Subject), calendar, ct),
                    await owed.Select(duty => duty.SubjectId).Distinct().CountAsync(ct),
                    [.. (await decided.Where(row => row.DestroyedAt == null).ToListAsync(ct)).Select(Of)],
                    [
                        .. (await scope.Db.Destructions.Where(row => row.DestroyedAt != null).OrderByDescending(row => row.DestroyedAt).Take(LastDone).ToListAsync(ct))
                            .Select(Of),
                    ])
                {
                    Untold = await UntoldAsync(scope, gone, calendar, ct),
                };
            },
            cancellation);
    }

    private async Task<IReadOnlyList<WaitingDestruction>> LinesAsync(
        OperationScope scope, List<long> subjects, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var rows = scope.Find(subjects).ToDictionary(row => row.Id);
        var cases = await DestructionCase.ReadAsync(scope, rows.Values, cancellation);
        var ids = cases.Values.SelectMany(one => one.Duties).Select(duty => duty.RequestId).OfType<long>().Distinct().ToArray();
        var requests = await scope.Db.Requests
            .Where(request => ids.Contains(request.Id))
            .Include(request => request.Matters)
            .ToDictionaryAsync(request => request.Id, cancellation);
        var proposed = settings.SecondApproval
            ? (await scope.Db.DestructionProposals
                .Where(one => subjects.Contains(one.SubjectId) && one.State == ProposalState.Waiting)
                .Select(one => one.SubjectId)
                .ToListAsync(cancellation)).ToHashSet()
            : [];
        return
        [
            .. subjects.Select(id =>
            {
                var stands = cases[id];
                var ground = GroundOf(stands);
                return new WaitingDestruction(
                    new SubjectId(id), rows[id].State, [.. stands.Duties.Select(duty => OwedOf(duty, requests, calendar, scope.Now))])
                {
                    Ground = ground,
                    Against = new Obstacles(
                        stands.Forbidding(ground?.Request), stands.Holds, stands.EndedAuthority(ground?.Request), stands.NamingCopies, proposed.Contains(id)),
                    IsStopped = stands.Duties.Any(duty => s_stopped.Contains(duty.Kind, StringComparer.Ordinal)),
                };
            }),
        ];
    }

    // The ground that is due first leads, unless only a later one can be carried out: a granted request forbids all others.
    private static DestructionGround? GroundOf(DestructionCase stands)
    {
        var grounds = stands.Grounds
            .OrderBy(ground => stands.Duties.FirstOrDefault(duty => duty.Id == ground.DutyId)?.DueDay ?? LocalDate.MaxIsoValue)
            .ToList();
        return grounds.Find(ground => stands.Forbidding(ground.Request).Count == 0) ?? grounds.FirstOrDefault();
    }

    private static OwedDestruction OwedOf(DutyRow duty, Dictionary<long, RequestRow> requests, WorkingCalendar calendar, Instant now)
    {
        var request = duty.RequestId is { } id ? requests.GetValueOrDefault(id) : null;
        var asked = request?.Matters.Find(matter => matter.Kind == RequestKind.Destruction);
        return new OwedDestruction(duty.Read(calendar, now), request?.NumberOf(), asked is null or { Decision: MatterDecision.Granted });
    }

    // On evidence the duty is to destroy and to tell: it runs until the letter has gone out. Policy 9.4.
    private static async Task<IReadOnlyList<UntoldDestruction>> UntoldAsync(
        OperationScope scope, IQueryable<DutyRow> gone, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var rows = await gone
            .OrderBy(duty => duty.DueDay)
            .ThenBy(duty => duty.Id)
            .Select(duty => new
            {
                Duty = duty,
                State = scope.Db.Subjects.Where(subject => subject.Id == duty.SubjectId).Select(subject => subject.State).First(),
                Request = scope.Db.Requests.Where(request => request.Id == duty.RequestId).Select(request => new { request.Year, request.Serial }).FirstOrDefault(),
                Letter = scope.Db.Notices
                    .Where(notice => notice.RequestId == duty.RequestId && notice.RecipientId == null
                        && notice.Template == NoticeTemplates.Destroyed && s_unsent.Contains(notice.State))
                    .Select(notice => (long?)notice.Id)
                    .Max(),
            })
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new UntoldDestruction(
            new SubjectId(row.Duty.SubjectId!.Value),
            row.State,
            row.Duty.Read(calendar, scope.Now),
            row.Request is { } request ? new RequestNumber(request.Year, request.Serial) : null,
            row.Duty.RequestId is null ? null : row.Letter));
    }

    private static DecidedDestruction Of(DestructionRow row) =>
        new(new SubjectId(row.SubjectId), row.DecidedAt, row.ActorName, row.Clause, row.DestroyedAt) { IsDepersonalised = row.Remains is not null };
}
