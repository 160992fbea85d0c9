using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Consents;

/// <summary>Events of consent and the grounds of purposes, as the rules of consents read them.</summary>
public static class ConsentReading
{
    /// <summary>The event of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="proof">What proves it, opened; empty where it is not needed or the reader may not see it.</param>
    public static ConsentEvent ToEvent(this ConsentEventRow row, string proof = "") =>
        new(row.At, row.Act, row.Kind, row.PolicyVersion, row.Channel, Split(row.Purposes), proof)
        {
            Sequence = row.Sequence,
            Until = row.Until,
            Scope = row.Scope is { } scope ? VaultJson.ReadText<ConsentScope>(scope) : null,
            RequestId = row.RequestId,
        };

    /// <summary>Codes as they stand in a column, comma separated.</summary>
    public static string[] Split(string codes) =>
        codes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A subject's events without their proof, in the order they were recorded; those of this use case included.</summary>
    public static async Task<IReadOnlyList<ConsentEvent>> ReadConsentsAsync(
        this OperationScope scope, long subject, CancellationToken cancellation)
    {
        await scope.Db.ConsentEvents.Where(row => row.SubjectId == subject).LoadAsync(cancellation);
        return
        [
            .. scope.Db.ConsentEvents.Local
                .Where(row => row.SubjectId == subject)
                .OrderBy(row => row.Sequence)
                .Select(row => row.ToEvent()),
        ];
    }

    /// <summary>The purposes of the register with their grounds, in order.</summary>
    public static async Task<IReadOnlyList<PurposeGround>> ReadPurposeGroundsAsync(this OperationScope scope, CancellationToken cancellation) =>
        await scope.Db.Purposes.AsNoTracking()
            .OrderBy(purpose => purpose.Order)
            .Select(purpose => new PurposeGround(purpose.Code, purpose.Ground))
            .ToListAsync(cancellation);
}
