using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Subjects.History;

/// <summary>Reads what happened to a record: every change, the block, the reports. Policy 8.2.</summary>
public sealed class ReadHistory(Operation operation)
{
    /// <summary>The history, newest first.</summary>
    /// <returns>It; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<IReadOnlyList<HistoryItem>>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ReadAsync<IReadOnlyList<HistoryItem>>(
            actor,
            Right.ReadSubject,
            "subject.history",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Read, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                List<HistoryItem> items =
                [
                    new RecordMade(record.Row.CreatedAt),
                    .. await ChangesAsync(scope, record, token),
                    .. await BlocksAsync(scope, record, token),
                    .. await ReportsAsync(scope, subject, token),
                ];
                items.Reverse();
                return items.OrderByDescending(item => item.At).ToList();
            },
            cancellation);

    private static async Task<IEnumerable<HistoryItem>> ChangesAsync(
        OperationScope scope,
        OpenRecord record,
        CancellationToken cancellation)
    {
        var rows = await scope.Db.ProfileChanges
            .Where(row => row.SubjectId == record.Row.Id)
            .OrderBy(row => row.Sequence)
            .Select(row => new { row.Sequence, row.At, row.Source, row.ActorName, row.Details, HasFile = row.EvidenceFile != null })
            .ToListAsync(cancellation);
        // A correction's clock ends at the moment of the change itself.
        var correct = DutyKind.Correct.Code();
        var duties = await scope.Db.Duties.AsNoTracking()
            .Where(duty => duty.SubjectId == record.Row.Id && duty.Kind == correct && duty.EndedAt != null)
            .ToListAsync(cancellation);
        var clocks = duties.ToLookup(duty => duty.EndedAt!.Value, duty => new CorrectionClock(duty.TriggerAt, duty.DueDay, duty.EndedAt < duty.DueBefore));
        var seesAll = record.Clearance == Clearance.Full;
        return rows.Select(row =>
        {
            var change = record.Open<ProfileChangeRow, ProfileChange>(row.Sequence, nameof(ProfileChangeRow.Details), row.Details);
            return new ValuesChanged(
                row.At,
                row.ActorName,
                row.Sequence,
                row.Source,
                [.. change.Changes.Select(one => Mask(record.Clearance, one))],
                seesAll ? change.Evidence : null,
                seesAll && row.HasFile,
                row.Source == FieldSource.Correction ? clocks[row.At].FirstOrDefault() : null);
        });
    }

    private static async Task<IEnumerable<HistoryItem>> BlocksAsync(
        OperationScope scope,
        OpenRecord record,
        CancellationToken cancellation)
    {
        var rows = await scope.Db.BlockEvents.AsNoTracking()
            .Where(row => row.SubjectId == record.Row.Id)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellation);
        return rows.Select(row => new BlockChanged(
            row.At,
            row.ActorName,
            row.Kind,
            row.Reason is { } reason && record.Clearance == Clearance.Full
                ? record.Open<BlockEventRow, string>(row.Sequence, nameof(BlockEventRow.Reason), reason)
                : null));
    }

    private static async Task<IEnumerable<HistoryItem>> ReportsAsync(
        OperationScope scope,
        SubjectId subject,
        CancellationToken cancellation)
    {
        var rows = await scope.Db.Requests
            .Where(request => request.SubjectId == subject.Number)
            .SelectMany(
                request => request.Reports,
                (request, report) => new
                {
                    request.Year,
                    request.Serial,
                    report.PreparedAt,
                    report.PreparedBy,
                    report.ApprovedAt,
                    report.ApprovedBy,
                    report.HandedOverAt,
                    report.HandedOverBy,
                    report.HandedOverThrough,
                })
            .ToListAsync(cancellation);
        return rows.SelectMany(row =>
        {
            var number = new RequestNumber(row.Year, row.Serial);
            return new HistoryItem?[]
            {
                new ReportMoved(row.PreparedAt, row.PreparedBy, ReportMoment.Prepared, number, Through: null),
                row.ApprovedAt is { } approved
                    ? new ReportMoved(approved, row.ApprovedBy ?? "", ReportMoment.Approved, number, Through: null)
                    : null,
                row.HandedOverAt is { } handed
                    ? new ReportMoved(handed, row.HandedOverBy ?? "", ReportMoment.HandedOver, number, row.HandedOverThrough)
                    : null,
            }.OfType<HistoryItem>();
        });
    }

    private static FieldChange Mask(Clearance clearance, FieldChange change) =>
        change with
        {
            Old = change.Old is null ? null : ProfileMasking.Mask(clearance, change.Field, change.Old),
            New = change.New is null ? null : ProfileMasking.Mask(clearance, change.Field, change.New),
        };
}
