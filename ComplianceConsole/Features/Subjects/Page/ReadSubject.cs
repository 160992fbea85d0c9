using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Subjects.Access;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Subjects.Page;

/// <summary>Opens a subject's page: the head and every field. Policy 8.2.</summary>
public sealed class ReadSubject(Operation operation, RegisterReader registers)
{
    /// <summary>Reads the subject. The opening is in the ledger before anything is shown; a blocked record's refusal as well.</summary>
    /// <returns>The subject; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public async Task<Result<SubjectView>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<SubjectView>(
            actor,
            Right.ReadSubject,
            "subject.read",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Read, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                return new SubjectView
                {
                    Subject = subject,
                    Name = record.Shown.FullName,
                    State = record.Row.State,
                    BlockedAt = record.Row.BlockedAt,
                    Block = BlockRules.IsBlocked(record.Row.State) ? await BlockAsync(scope, record, token) : null,
                    RefusedAttempts = record.Row.BlockedAt is { } since && actor.May(Right.ReadAccess)
                        ? (await RefusedAttempts.ReadAsync(scope, subject, since, token)).Count
                        : 0,
                    Consent = record.Row.ConsentState,
                    PolicyVersion = record.Row.PolicyVersion,
                    CreatedAt = record.Row.CreatedAt,
                    Clearance = record.Clearance,
                    Fields = FieldViews.Of(record, snapshot),
                    Duties = await DutiesAsync(scope, subject, snapshot.Calendar, token),
                };
            },
            cancellation);
    }

    private static async Task<BlockView> BlockAsync(OperationScope scope, OpenRecord record, CancellationToken cancellation)
    {
        // What happened since the record was last free is what the present block consists of.
        var events = await scope.Db.BlockEvents.AsNoTracking()
            .Where(one => one.SubjectId == record.Row.Id)
            .OrderByDescending(one => one.Sequence)
            .ToListAsync(cancellation);
        var block = events.TakeWhile(one => one.Kind is BlockEventKind.Blocked or BlockEventKind.ReasonGiven).ToList();
        var said = block.Find(one => one.Reason is not null);
        return new BlockView(
            block.Find(one => one.Kind == BlockEventKind.Blocked)?.ActorName,
            said is not null,
            said?.Reason is { } reason && record.Clearance == Clearance.Full
                ? record.Open<BlockEventRow, string>(said.Sequence, nameof(BlockEventRow.Reason), reason)
                : null);
    }

    private static async Task<IReadOnlyList<DueDuty>> DutiesAsync(
        OperationScope scope,
        SubjectId subject,
        WorkingCalendar calendar,
        CancellationToken cancellation)
    {
        var open = await scope.Db.Duties.AsNoTracking()
            .Where(duty => duty.SubjectId == subject.Number && duty.EndedAt == null)
            .OrderBy(duty => duty.TargetDay)
            .GroupJoin(
                scope.Db.Requests,
                duty => duty.RequestId,
                request => request.Id,
                (duty, requests) => new { duty, requests })
            .SelectMany(
                pair => pair.requests.DefaultIfEmpty(),
                (pair, request) => new { pair.duty, Year = (int?)request!.Year, Serial = (int?)request!.Serial })
            .ToListAsync(cancellation);
        return
        [
            .. open.Select(one =>
            {
                var duty = one.duty.ToDuty(calendar);
                return new DueDuty(
                    duty,
                    ClockReading.Read(duty.Leading, scope.Now, calendar),
                    one.Year is { } year && one.Serial is { } serial ? new RequestNumber(year, serial) : null)
                {
                    Id = one.duty.Id,
                };
            }),
        ];
    }
}
