using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today.Arising;

/// <summary>
/// A consent of registration whose last day went by: that it expired is written into its history, and the data is to be destroyed.
/// Policy 4.4, 9.7.
/// </summary>
public sealed class ExpiredConsents : IDutySource
{
    private static readonly Use s_expire = new(ProcessingAction.Recording, Uses.Law, "4.4", Right.Maintain, IsLegalHandling: true);

    public IQueryable<long> Waiting(RecordsContext db, Instant now)
    {
        var today = AlmatyZone.DayOf(now);
        return db.ConsentEvents
            .Where(last => last.Until != null && last.Until < today && last.Act == ConsentAct.Registration)
            .Where(last => last.Kind == ConsentEventKind.Given || last.Kind == ConsentEventKind.Confirmed || last.Kind == ConsentEventKind.Extended)
            .Where(last => !db.ConsentEvents.Any(later =>
                later.SubjectId == last.SubjectId && later.Act == last.Act && later.Sequence > last.Sequence && later.Kind != ConsentEventKind.Superseded))
            .Where(last => db.Subjects.Any(subject =>
                subject.Id == last.SubjectId && (subject.State == SubjectState.Active || subject.State == SubjectState.Blocked)))
            .OrderBy(last => last.SubjectId)
            .Select(last => last.SubjectId);
    }

    public async Task AriseAsync(OperationScope scope, IReadOnlyList<long> waiting, CancellationToken cancellation)
    {
        foreach (var number in waiting)
        {
            var subject = new SubjectId(number);
            var record = (await scope.OpenAsync(subject, s_expire, cancellation)).Value;
            var last = await scope.Db.ConsentEvents.AsNoTracking()
                .Where(row => row.SubjectId == number && row.Act == ConsentAct.Registration && row.Until != null)
                .OrderByDescending(row => row.Sequence)
                .FirstAsync(cancellation);

            // The last moment of its last day: the term of what is owed then is counted from that day, as a missed one is.
            var end = AlmatyZone.EndOf(last.Until!.Value) - Duration.FromTicks(1);
            var sequence = record.Row.NextSequence++;
            scope.Db.ConsentEvents.Add(
                new ConsentEventRow
                {
                    SubjectId = number,
                    Sequence = sequence,
                    At = end,
                    Act = last.Act,
                    Kind = ConsentEventKind.Expired,
                    PolicyVersion = last.PolicyVersion,
                    Channel = last.Channel,
                    Purposes = last.Purposes,
                    Proof = record.Seal<ConsentEventRow, string>(
                        sequence, nameof(ConsentEventRow.Proof), record.Open<ConsentEventRow, string>(last.Sequence, nameof(ConsentEventRow.Proof), last.Proof)),
                });
            record.Row.ConsentState = ConsentState.Expired;
            scope.Changed(record.Row, record.Held);
            var (duty, _) = await scope.StartDutyOnceAsync(DutyKind.DestroyAfterPurpose, end, subject, cancellation);
            record.Entry.Details = new { consent = sequence, duty = duty.Kind, due = duty.DueDay.ToString("uuuu-MM-dd", null) };
        }
    }
}
