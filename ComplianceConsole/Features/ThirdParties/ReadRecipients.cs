using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>A third party with the notices that went to it.</summary>
public sealed record RecipientDetail(RecipientView Recipient, IReadOnlyList<RecipientNoticeView> Notices);

/// <summary>Reads the register of third parties. Policy 6.2.</summary>
public sealed class ReadRecipients(Operation operation)
{
    private const int MostNotices = 200;

    /// <summary>Every third party, those that still receive first, by name. Reads nothing of subjects.</summary>
    public Task<Result<IReadOnlyList<RecipientView>>> ListAsync(Actor actor, CancellationToken cancellation) =>
        operation.ReadAsync<IReadOnlyList<RecipientView>>(
            actor,
            Right.ReadRegisters,
            "recipients.list",
            async (scope, token) =>
            {
                var rows = await scope.Db.Recipients.AsNoTracking().ToListAsync(token);
                var transfers = await scope.Db.Transfers
                    .GroupBy(row => row.RecipientId)
                    .Select(group => new { group.Key, Count = group.Count() })
                    .ToDictionaryAsync(group => group.Key, group => group.Count, token);
                var notices = await scope.Db.Notices
                    .Where(row => row.RecipientId != null)
                    .Select(row => new { Id = row.RecipientId!.Value, row.State, row.AcknowledgeBefore })
                    .ToListAsync(token);
                var states = notices.ToLookup(row => row.Id, row => RecipientNoticeStates.Of(row.State, row.AcknowledgeBefore, scope.Now));
                scope.Record(ProcessingAction.Administration, "6.2");
                return rows
                    .OrderBy(row => row.EndedAt is not null)
                    .ThenBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase)
                    .Select(row => RecipientView.Of(row) with
                    {
                        Transfers = transfers.GetValueOrDefault(row.Id),
                        Notices = states[row.Id].CountBy(state => state).ToDictionary(),
                    })
                    .ToList();
            },
            cancellation);

    /// <summary>One third party with its latest notices, which name subjects by number.</summary>
    /// <returns>It, or <see cref="NotFound"/>.</returns>
    public Task<Result<RecipientDetail>> HandleAsync(Actor actor, long id, CancellationToken cancellation) =>
        operation.ReadAsync<RecipientDetail>(
            actor,
            Right.KeepThirdParties,
            "recipient.read",
            async (scope, token) =>
            {
                if (await scope.Db.Recipients.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, token) is not { } row)
                {
                    return new NotFound("Recipient");
                }

                var notices = await scope.Db.Notices.AsNoTracking()
                    .Where(notice => notice.RecipientId == id)
                    .OrderByDescending(notice => notice.Id)
                    .Take(MostNotices)
                    .ToListAsync(token);
                scope.Record(ProcessingAction.Administration, "6.2", details: new { recipient = id });
                return new RecipientDetail(
                    RecipientView.Of(row) with { Transfers = await scope.Db.Transfers.CountAsync(transfer => transfer.RecipientId == id, token) },
                    [.. notices.Select(notice => RecipientNoticeView.Of(notice, row.Name, scope.Now))]);
            },
            cancellation);
}
