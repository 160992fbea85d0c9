using ComplianceConsole.Ledger;

namespace ComplianceConsole.Tests.Ledger;

/// <summary>Leaf hashes held in memory.</summary>
internal sealed class ListLeaves(IReadOnlyList<Hash256> leaves) : ILeafSource
{
    public IEnumerable<Hash256> Read(long start, long count) => leaves.Skip((int)start).Take((int)count);

    public static ListLeaves Numbered(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(i)))]);
}
