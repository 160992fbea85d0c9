using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>A transfer of a subject's data.</summary>
/// <param name="At">When.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Country">The country of the third party.</param>
/// <param name="Purpose">The purpose's code.</param>
/// <param name="Fields">The codes of the fields.</param>
/// <param name="By">Who recorded it.</param>
public sealed record TransferView(Instant At, string Recipient, string Country, string Purpose, IReadOnlyList<string> Fields, string By)
{
    /// <summary>Whether it left the country. Law 16.</summary>
    public bool IsCrossBorder => TransferRules.IsCrossBorder(Country);
}

/// <summary>What became of a subject's data with third parties.</summary>
/// <param name="Transfers">The transfers, the latest first.</param>
/// <param name="Notices">What the third parties were told, the latest first.</param>
public sealed record TransfersView(IReadOnlyList<TransferView> Transfers, IReadOnlyList<RecipientNoticeView> Notices);

/// <summary>Reads the transfers of a subject's data, and what third parties were told of it. Policy 6.2, 9.4.</summary>
public sealed class ReadTransfers(Operation operation)
{
    /// <summary>Reads them.</summary>
    /// <returns>Them; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<TransfersView>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation) =>
        operation.ReadAsync<TransfersView>(
            actor,
            Right.ReadSubject,
            "subject.transfers",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Read, token)).TryGet(out _, out var refusal))
                {
                    return refusal;
                }

                var transfers = await scope.Db.Transfers.AsNoTracking()
                    .Where(row => row.SubjectId == subject.Number)
                    .Join(scope.Db.Recipients, row => row.RecipientId, recipient => recipient.Id, (row, recipient) => new { row, recipient.Name, recipient.Country })
                    .ToListAsync(token);
                var notices = await scope.Db.Notices.AsNoTracking()
                    .Where(row => row.SubjectId == subject.Number && row.RecipientId != null)
                    .Join(scope.Db.Recipients, row => row.RecipientId, recipient => recipient.Id, (row, recipient) => new { row, recipient.Name })
                    .ToListAsync(token);
                return new TransfersView(
                    [
                        .. transfers.OrderByDescending(one => one.row.At).Select(one => new TransferView(
                            one.row.At, one.Name, one.Country, one.row.Purpose, ConsentReading.Split(one.row.Fields), one.row.ActorName)),
                    ],
                    [.. notices.OrderByDescending(one => one.row.Id).Select(one => RecipientNoticeView.Of(one.row, one.Name, scope.Now))]);
            },
            cancellation);
}
