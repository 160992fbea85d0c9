using System.Globalization;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Storage.Consents;

/// <summary>What the letter that confirms a withdrawal says: for what processing stopped, what stays, and by when data is destroyed. Policy 4.5.</summary>
public static class WithdrawalLetter
{
    /// <summary>The values of the letter.</summary>
    /// <param name="withdrawn">The codes of the purposes for which consent was withdrawn.</param>
    /// <param name="after">How every purpose is covered since.</param>
    /// <param name="destroyBy">The day until which the data is to be destroyed; null where it stays.</param>
    /// <param name="recipients">How many third parties are told.</param>
    public static Dictionary<string, string> Values(
        IEnumerable<string> withdrawn, PurposeCover after, LocalDate? destroyBy, int recipients)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Purposes] = string.Join(',', withdrawn.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        };
        if (destroyBy is { } day)
        {
            values[NoticeValues.DueOn] = LocalDatePattern.Iso.Format(day);
        }
        else
        {
            values[NoticeValues.Remaining] = string.Join(
                ',', after.Purposes.Where(purpose => purpose.IsCovered && purpose.Purpose.HoldsRecord).Select(purpose => purpose.Purpose.Code));
        }

        if (recipients > 0)
        {
            values[NoticeValues.Recipients] = recipients.ToString(CultureInfo.InvariantCulture);
        }

        return values;
    }

    /// <summary>The values of the letter for a withdrawal that a request brought and that was carried out, as things stand now.</summary>
    /// <param name="scope">The use case; what it has not saved yet is not seen.</param>
    /// <param name="request">The key's number of the request.</param>
    /// <param name="subject">Whose consent.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyDictionary<string, string>> DescribeWithdrawalAsync(
        this OperationScope scope, long request, SubjectId subject, CancellationToken cancellation)
    {
        var events = await scope.ReadConsentsAsync(subject.Number, cancellation);
        var recipients = await scope.Db.Notices
            .Where(notice => notice.RequestId == request && notice.RecipientId != null)
            .Select(notice => notice.RecipientId)
            .Distinct()
            .CountAsync(cancellation);
        return Values(
            events.Where(consent => consent.RequestId == request && consent.Kind == ConsentEventKind.Withdrawn).SelectMany(consent => consent.Purposes),
            PurposeCover.Of(events, await scope.ReadPurposeGroundsAsync(cancellation), AlmatyZone.DayOf(scope.Now)),
            await scope.OwedDestructionAsync(subject, cancellation),
            recipients);
    }

    /// <summary>The day until which a subject's data is to be destroyed already; null where that is not owed. Policy 9.7.</summary>
    public static async Task<LocalDate?> OwedDestructionAsync(this OperationScope scope, SubjectId subject, CancellationToken cancellation)
    {
        var destruction = DutyKind.DestroyAfterPurpose.Code();
        var owed = await scope.Db.Duties
            .Where(duty => duty.SubjectId == subject.Number && duty.EndedAt == null && duty.Kind == destruction)
            .Select(duty => duty.DueDay)
            .ToListAsync(cancellation);
        return owed.Count > 0 ? owed.Min() : null;
    }
}
