using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Audit.Reading;

/// <summary>The proof that an entry is in the ledger, as RFC 6962 has it.</summary>
/// <param name="Index">The entry's place.</param>
/// <param name="LeafHash">The hash of its bytes, computed anew.</param>
/// <param name="Size">How many entries the head vouches for.</param>
/// <param name="Root">The head's root.</param>
/// <param name="Path">The hashes that lead from the leaf to the root.</param>
/// <param name="Holds">Whether they do, and the head was made by this console.</param>
public sealed record EntryProof(long Index, Hash256 LeafHash, long Size, Hash256 Root, IReadOnlyList<Hash256> Path, bool Holds);

/// <summary>Proves an entry against the present head. It reads every leaf hash once, so that it is done when it is asked for.</summary>
public sealed class ProveEntry(Operation operation, RecordsStore store)
{
    /// <summary>The proof of the entry at a place.</summary>
    /// <returns>The proof, <see cref="NotAllowed"/>, or <see cref="NotFound"/>.</returns>
    public Task<Result<EntryProof>> RunAsync(Actor actor, long index, CancellationToken cancellation) =>
        operation.ReadAsync<EntryProof>(
            actor,
            Right.VerifyLedger,
            "ledger.prove",
            async (scope, token) =>
            {
                // The head is read before the leaves: entries that come meanwhile lie beyond its size.
                var head = await scope.Db.LedgerHeads.AsNoTracking().SingleOrDefaultAsync(token);
                var row = await scope.Db.LedgerEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Index == index, token);
                if (head is null || row is null || index >= head.Size)
                {
                    return new NotFound("LedgerEntry");
                }

                scope.Record(ProcessingAction.Administration, "7.1");
                var leaf = MerkleHash.Leaf(row.Bytes);
                var root = new Hash256(head.Root);
                var path = await Task.Run(() => MerkleTree.InclusionProof(new StoredLeaves(scope.Db), index, head.Size), token);
                var isGenuine = store.Ledger.Authenticator.IsGenuine(new LedgerHead(head.Size, root, new Hash256(head.Tag)));
                return new EntryProof(
                    index, leaf, head.Size, root, path, isGenuine && MerkleProof.VerifyInclusion(leaf, index, head.Size, path, root));
            },
            cancellation);

    private sealed class StoredLeaves(RecordsContext db) : ILeafSource
    {
        public IEnumerable<Hash256> Read(long start, long count) =>
            db.LedgerEntries
                .Where(entry => entry.Index >= start && entry.Index < start + count)
                .OrderBy(entry => entry.Index)
                .Select(entry => entry.LeafHash)
                .AsEnumerable()
                .Select(hash => new Hash256(hash));
    }
}
