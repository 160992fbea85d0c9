using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>
/// Consents whose last day went by: that they expired is written into the history, and where no purpose remains the data is to be
/// destroyed. The door is closed already: it counts the days itself. Policy 4.4, 9.7.
/// </summary>
public sealed class ExpiredConsents : IDutySource
{
    public IQueryable<long> Waiting(RecordsContext db, Instant now)
    {
        var today = AlmatyZone.DayOf(now);

        // A term that ran out for some purpose of the register, about which nothing was recorded since.
        return db.ConsentEvents
            .Where(last => last.Until != null && last.Until < today)
            .Where(last => last.Kind == ConsentEventKind.Given || last.Kind == ConsentEventKind.Confirmed || last.Kind == ConsentEventKind.Extended)
            .Where(last => db.Purposes.Any(purpose =>
                ("," + last.Purposes + ",").Contains("," + purpose.Code + ",")
                && !db.ConsentEvents.Any(later =>
                    later.SubjectId == last.SubjectId
                    && later.Sequence > last.Sequence
                    && later.Kind != ConsentEventKind.Superseded
                    && (later.Act == last.Act || later.Kind == ConsentEventKind.PurposeAchieved)
                    && (later.Purposes == "" || ("," + later.Purposes + ",").Contains("," + purpose.Code + ",")))))
            .Where(last => db.Subjects.Any(subject =>
                subject.Id == last.SubjectId && (subject.State == SubjectState.Active || subject.State == SubjectState.Blocked)))
            .Select(last => last.SubjectId)
            .Distinct()
            .OrderBy(subject => subject);
    }

    public async Task<int> AriseAsync(OperationScope scope, IReadOnlyList<long> waiting, CancellationToken cancellation)
    {
        var expired = 0;
        foreach (var number in waiting)
        {
            var record = (await scope.OpenAsync(new SubjectId(number), Uses.ExpireConsent, cancellation)).Value;
            expired += (await scope.ExpireConsentsAsync(record.Row, cancellation)).Count > 0 ? 1 : 0;
        }

        return expired;
    }
}
