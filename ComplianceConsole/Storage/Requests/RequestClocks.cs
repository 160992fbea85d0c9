using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Sets the clocks of a request's duties going.</summary>
public static class RequestClocks
{
    /// <summary>Starts what the receipt starts. Policy 4.5, 9.1, Law 25.</summary>
    public static Task StartAtReceiptAsync(this OperationScope scope, RequestRow row, CancellationToken cancellation) =>
        scope.StartAsync(
            row, [.. row.Matters.SelectMany(matter => RequestDuties.AtReceipt(matter.Kind, row.Applicant))], row.ReceivedAt, cancellation);

    /// <summary>Starts what the evidence starts for what is still undecided. Policy 9.3, 9.4.</summary>
    public static Task StartAtEvidenceAsync(this OperationScope scope, RequestRow row, Instant evidenceAt, CancellationToken cancellation) =>
        scope.StartAsync(
            row,
            [
                .. row.Matters
                    .Where(matter => matter.Decision == MatterDecision.Pending)
                    .SelectMany(matter => RequestDuties.AtEvidence(matter.Kind)),
            ],
            evidenceAt,
            cancellation);

    /// <summary>Starts duties of a request, held by whoever holds it. Where the record stands blocked already, a block that is owed is done.</summary>
    public static async Task StartAsync(
        this OperationScope scope, RequestRow row, IReadOnlyCollection<DutyKind> kinds, Instant trigger, CancellationToken cancellation)
    {
        if (kinds.Count == 0)
        {
            return;
        }

        var rules = await scope.ReadDutyRulesAsync(cancellation);
        foreach (var kind in kinds)
        {
            var duty = scope.StartDuty(rules, kind, trigger, row.Id, row.SubjectId);
            (duty.AssignedTo, duty.AssignedName) = (row.AssignedTo, row.AssignedName);
            duty.EndedAt = scope.BlockedSince(row, duty);
        }
    }

    /// <summary>Writes the person whose record was found only now into the request and its duties.</summary>
    public static void Bind(this OperationScope scope, RequestRow row, SubjectId subject)
    {
        row.SubjectId = subject.Number;
        foreach (var duty in row.Duties)
        {
            scope.Db.Entry(duty).Property(one => one.SubjectId).CurrentValue = subject.Number;
            duty.EndedAt ??= scope.BlockedSince(row, duty);
        }
    }

    private static Instant? BlockedSince(this OperationScope scope, RequestRow row, DutyRow duty) =>
        duty.Kind is "block-on-complaint" or "stop-unlawful-processing"
        && row.SubjectId is { } number
        && scope.Find(new SubjectId(number)) is { State: SubjectState.Blocked, BlockedAt: { } blockedAt }
            ? Instant.Max(blockedAt, duty.TriggerAt)
            : null;
}
