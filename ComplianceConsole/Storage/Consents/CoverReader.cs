using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Consents;

/// <summary>
/// Reads for the door which purposes are covered. Only a use with a purpose of the register asks it, so that what the law asks for (search,
/// a subject's page, answers to requests) costs nothing more. Policy 3.2, 4.5.
/// </summary>
internal static class CoverReader
{
    /// <summary>The cover of each subject, with one question to the records for all.</summary>
    public static Dictionary<long, PurposeCover> Read(RecordsContext db, IReadOnlyCollection<long> subjects, Instant now)
    {
        var register = db.Purposes.AsNoTracking().Select(purpose => new PurposeGround(purpose.Code, purpose.Ground)).ToList();
        var events = db.ConsentEvents.AsNoTracking()
            .Where(row => subjects.Contains(row.SubjectId))
            .Select(row => new ConsentEventRow
            {
                SubjectId = row.SubjectId,
                Sequence = row.Sequence,
                At = row.At,
                Act = row.Act,
                Kind = row.Kind,
                PolicyVersion = row.PolicyVersion,
                Purposes = row.Purposes,
                Until = row.Until,
                Proof = Array.Empty<byte>(),
            })
            .ToLookup(row => row.SubjectId);
        var today = AlmatyZone.DayOf(now);
        return subjects.ToDictionary(
            subject => subject, subject => PurposeCover.Of(events[subject].Select(row => row.ToEvent()), register, today));
    }
}
