using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>What the form of a transfer needs: who receives anything, and what may go of this record now.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Name">The name.</param>
/// <param name="Now">The moment it was opened.</param>
/// <param name="Recipients">The third parties that have not ended, by name.</param>
/// <param name="Covered">The codes of the purposes that are covered.</param>
/// <param name="Held">The codes of the fields that are held and may be handed over at all.</param>
public sealed record TransferStart(
    SubjectId Subject,
    string Name,
    Instant Now,
    IReadOnlyList<RecipientView> Recipients,
    IReadOnlyCollection<string> Covered,
    IReadOnlyCollection<string> Held)
{
    /// <summary>The number alone.</summary>
    public override string ToString() => Subject.ToString();
}

/// <summary>Opens a record to write down that something of it went to a third party. Policy 6.2.</summary>
public sealed class StartTransfer(Operation operation)
{
    /// <summary>Reads what the form needs.</summary>
    /// <returns>It; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<TransferStart>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ReadAsync<TransferStart>(
            actor,
            Right.KeepThirdParties,
            "transfer.start",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.PlanTransfer, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                var cover = PurposeCover.Of(
                    await scope.ReadConsentsAsync(subject.Number, token), await scope.ReadPurposeGroundsAsync(token), AlmatyZone.DayOf(scope.Now));
                var recipients = await scope.Db.Recipients.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync(token);
                return new TransferStart(
                    subject,
                    record.Shown.FullName,
                    scope.Now,
                    [.. recipients.Select(RecipientView.Of).OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)],
                    [.. cover.Covered],
                    [.. TransferRules.Transferable.Where(field => !string.IsNullOrEmpty(record.Held[field]))]);
            },
            cancellation);
}
