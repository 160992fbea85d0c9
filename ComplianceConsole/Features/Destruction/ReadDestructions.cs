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

    /// <summary>The number of the duty's row.</summary>
    public long DutyId => Duty.Id ?? 0;
}

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
    IReadOnlyList<DecidedDestruction> Done);

/// <summary>Reads what waits for destruction: numbers and clauses, no names. Policy 9.4, 9.7, 9.8.</summary>
public sealed class ReadDestructions(Operation operation, RegisterReader registers)
{
    /// <summary>How many lines are shown unless more are asked for.</summary>
    public const int PageLength = 50;

    private const int LastDone = 20;

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
                    ]);
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
        var ids = rows.Select(row => row.RequestId).OfType<long>().Distinct().ToArray();
        var requests = await scope.Db.Requests
            .Where(request => ids.Contains(request.Id))
            .Include(request => request.Matters)
            .ToDictionaryAsync(request => request.Id, cancellation);
        return
        [
            .. rows
                .Where(row => states.ContainsKey(row.SubjectId!.Value))
                .Select(row =>
                {
                    var request = row.RequestId is { } id ? requests.GetValueOrDefault(id) : null;
                    var asked = request?.Matters.Find(matter => matter.Kind == RequestKind.Destruction);
                    return new WaitingDestruction(
                        new SubjectId(row.SubjectId!.Value),
                        states[row.SubjectId.Value],
                        row.Read(calendar, scope.Now),
                        request?.NumberOf(),
                        asked is null or { Decision: MatterDecision.Granted }) { IsAsked = asked is not null };
                }),
        ];
    }

    private static DecidedDestruction Of(DestructionRow row) =>
        new(new SubjectId(row.SubjectId), row.DecidedAt, row.ActorName, row.Clause, row.DestroyedAt);
}
