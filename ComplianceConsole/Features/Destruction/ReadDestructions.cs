using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
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

namespace ComplianceConsole.Features.Destruction;

/// <summary>A duty to destroy, without the name of anybody.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="State">The state of the record.</param>
/// <param name="Duty">The duty and its clock.</param>
/// <param name="Request">The request it came with; null where it arose by itself.</param>
/// <param name="IsDecided">Whether it can be carried out; else the evidence is still to be decided on.</param>
public sealed record WaitingDestruction(SubjectId Subject, SubjectState State, DutyReading Duty, RequestNumber? Request, bool IsDecided)
{
    /// <summary>Whether the request asks for the destruction itself, so that it is the ground; else the duty that followed from it is.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Whether processing has stopped for every purpose and the data is only kept until it is destroyed.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The number of the duty's row.</summary>
    public long DutyId => Duty.Id ?? 0;
}

/// <summary>A duty to destroy whose data is gone and which ends when its letter goes out.</summary>
/// <param name="Subject">Whose data it was.</param>
/// <param name="State">The state of the record.</param>
/// <param name="Duty">The duty and its clock.</param>
/// <param name="Request">The request it came with.</param>
/// <param name="Letter">The number of the letter that waits; null where it is still to be written.</param>
public sealed record UntoldDestruction(SubjectId Subject, SubjectState State, DutyReading Duty, RequestNumber? Request, long? Letter);

/// <summary>A destruction that was decided.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="DecidedBy">By whom.</param>
/// <param name="Clause">On what clause.</param>
/// <param name="DestroyedAt">When it came to its end; null while it waits.</param>
public sealed record DecidedDestruction(SubjectId Subject, Instant DecidedAt, string DecidedBy, string Clause, Instant? DestroyedAt);

/// <summary>What waits for destruction, and what was destroyed last.</summary>
/// <param name="Waiting">What is owed, by due day.</param>
/// <param name="WaitingCount">How many duties there are, shown or not.</param>
/// <param name="RecordCount">Of how many records.</param>
/// <param name="Unfinished">What was decided and has not come to its end.</param>
/// <param name="Done">What was destroyed last, the latest first.</param>
public sealed record DestructionList(
    IReadOnlyList<WaitingDestruction> Waiting,
    int WaitingCount,
    int RecordCount,
    IReadOnlyList<DecidedDestruction> Unfinished,
    IReadOnlyList<DecidedDestruction> Done)
{
    /// <summary>What is destroyed and waits for its letter to go out: nothing is left to destroy.</summary>
    public IReadOnlyList<UntoldDestruction> Untold { get; init; } = [];
}

/// <summary>Reads what waits for destruction: numbers and clauses, no names. Policy 9.4, 9.7, 9.8.</summary>
public sealed class ReadDestructions(Operation operation, RegisterReader registers)
{
    /// <summary>How many lines are shown unless more are asked for.</summary>
    public const int PageLength = 50;

    private const int LastDone = 20;

    private static readonly SubjectState[] s_held = [SubjectState.Active, SubjectState.Blocked];

    private static readonly SubjectState[] s_gone = [SubjectState.Destroyed, SubjectState.Depersonalised];

    private static readonly NoticeState[] s_unsent = [NoticeState.Queued, NoticeState.Failed];

    private static readonly string[] s_stopped = [DutyKind.DestroyAfterPurpose.Code(), DutyKind.DestroyBlocked.Code()];

    /// <summary>Reads it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="most">How many lines at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Result<DestructionList>> HandleAsync(Actor actor, int most, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<DestructionList>(
            actor,
            Right.ReadRequests,
            "destruction.list",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "9.7");
                scope.Db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
                var codes = DestructionCase.Kinds;
                var owed = scope.Db.Duties.Where(duty => duty.EndedAt == null && duty.SubjectId != null && codes.Contains(duty.Kind));
                var gone = owed.Where(duty => scope.Db.Subjects.Any(subject => subject.Id == duty.SubjectId && s_gone.Contains(subject.State)));
                owed = owed.Where(duty => scope.Db.Subjects.Any(subject => subject.Id == duty.SubjectId && s_held.Contains(subject.State)));
                var rows = await owed.OrderBy(duty => duty.DueDay).ThenBy(duty => duty.Id).Take(Math.Clamp(most, 1, 1_000)).ToListAsync(ct);
                var decided = scope.Db.Destructions.OrderByDescending(row => row.DecidedAt);
                return new DestructionList(
                    await LinesAsync(scope, rows, calendar, ct),
                    await owed.CountAsync(ct),
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

    private static async Task<IReadOnlyList<WaitingDestruction>> LinesAsync(
        OperationScope scope, List<DutyRow> rows, WorkingCalendar calendar, CancellationToken cancellation)
    {
        var subjects = rows.Select(row => row.SubjectId!.Value).Distinct().ToArray();
        var states = await scope.Db.Subjects
            .Where(row => subjects.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.State, cancellation);
        var stopped = (await scope.Db.Duties
            .Where(duty => duty.EndedAt == null && duty.SubjectId != null && subjects.Contains(duty.SubjectId.Value) && s_stopped.Contains(duty.Kind))
            .Select(duty => duty.SubjectId!.Value)
            .ToListAsync(cancellation)).ToHashSet();
        var ids = rows.Select(row => row.RequestId).OfType<long>().Distinct().ToArray();
        var requests = await scope.Db.Requests
            .Where(request => ids.Contains(request.Id))
            .Include(request => request.Matters)
            .ToDictionaryAsync(request => request.Id, cancellation);
        return
        [
            .. rows.Select(row =>
                {
                    var request = row.RequestId is { } id ? requests.GetValueOrDefault(id) : null;
                    var asked = request?.Matters.Find(matter => matter.Kind == RequestKind.Destruction);
                    return new WaitingDestruction(
                        new SubjectId(row.SubjectId!.Value),
                        states[row.SubjectId.Value],
                        row.Read(calendar, scope.Now),
                        request?.NumberOf(),
                        asked is null or { Decision: MatterDecision.Granted }) 
                    {
                        IsAsked = asked is not null,
                        IsStopped = stopped.Contains(row.SubjectId.Value),
                    };
                }),
        ];
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
        new(new SubjectId(row.SubjectId), row.DecidedAt, row.ActorName, row.Clause, row.DestroyedAt);
}
