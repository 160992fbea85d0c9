using ComplianceConsole.Storage.Operations;
using NodaTime;

namespace ComplianceConsole.Storage.Duties;

/// <summary>
/// A kind of fact in the records that sets duties going by itself: a consent that ran out, a destruction that was missed. What it has
/// dealt with is a fact no longer, so that asking again does nothing again.
/// </summary>
public interface IDutySource
{
    /// <summary>The facts that may wait, as growing numbers of rows of whatever table it looks at; it may name one that turns out to be none.</summary>
    /// <param name="db">The records.</param>
    /// <param name="now">The moment.</param>
    IQueryable<long> Waiting(RecordsContext db, Instant now);

    /// <summary>Deals with some of them inside a use case, staging the ledger's entries.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="waiting">Numbers that <see cref="Waiting"/> gave in the same transaction.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many of them were facts and are dealt with; where none is, nothing is staged.</returns>
    Task<int> AriseAsync(OperationScope scope, IReadOnlyList<long> waiting, CancellationToken cancellation);
}
