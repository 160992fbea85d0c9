using ComplianceConsole.Ledger;
using CsCheck;
using Xunit;

namespace ComplianceConsole.Tests.Ledger;

public class MerkleProofTests
{
    private const int Largest = 34;

    [Fact]
    public void Every_leaf_of_every_small_tree_is_proved_and_no_other_leaf_by_its_proof()
    {
        var leaves = ListLeaves.Numbered(Largest);
        var stranger = MerkleHash.Leaf("stranger"u8);
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleTree.Root(leaves, size);
            for (var index = 0; index < size; index++)
            {
                var leaf = leaves.Read(index, 1).Single();
                var proof = MerkleTree.InclusionProof(leaves, index, size);
                Assert.True(MerkleProof.VerifyInclusion(leaf, index, size, proof, root));
                Assert.False(MerkleProof.VerifyInclusion(stranger, index, size, proof, root));
                for (var other = -1; other <= size; other++)
                {
                    Assert.Equal(other == index, MerkleProof.VerifyInclusion(leaf, other, size, proof, root));
                }
            }
        }
    }

    [Fact]
    public void Every_pair_of_small_trees_is_consistent_and_no_other_roots_by_its_proof()
    {
        var leaves = ListLeaves.Numbered(Largest);
        var stranger = MerkleHash.Leaf("stranger"u8);
        for (var size = 0; size <= Largest; size++)
        {
            var root = MerkleTree.Root(leaves, size);
            for (var old = 0; old <= size; old++)
            {
                var oldRoot = MerkleTree.Root(leaves, old);
                var proof = MerkleTree.ConsistencyProof(leaves, old, size);
                Assert.True(MerkleProof.VerifyConsistency(old, oldRoot, size, root, proof), $"{old} of {size}");
                Assert.False(MerkleProof.VerifyConsistency(old, stranger, size, root, proof));
                Assert.True(old is 0 || !MerkleProof.VerifyConsistency(old, oldRoot, size, stranger, proof));
            }
        }
    }

    [Fact]
    public void A_proof_with_one_bit_changed_or_one_hash_more_or_less_proves_nothing() =>
        Gen.Select(Gen.Int[2, 300], Gen.Int[0, 1 << 20], Gen.Int[0, 255])
            .Sample(
                (size, pick, bit) =>
                {
                    var leaves = ListLeaves.Numbered(size);
                    var index = pick % size;
                    var leaf = leaves.Read(index, 1).Single();
                    var root = MerkleTree.Root(leaves, size);
                    var proof = MerkleTree.InclusionProof(leaves, index, size);
                    Assert.True(MerkleProof.VerifyInclusion(leaf, index, size, proof, root));
                    foreach (var bad in Damaged(proof, pick, bit))
                    {
                        Assert.False(MerkleProof.VerifyInclusion(leaf, index, size, bad, root));
                    }

                    var old = 1 + (pick % (size - 1));
                    var oldRoot = MerkleTree.Root(leaves, old);
                    var consistency = MerkleTree.ConsistencyProof(leaves, old, size);
                    Assert.True(MerkleProof.VerifyConsistency(old, oldRoot, size, root, consistency));
                    foreach (var bad in Damaged(consistency, pick, bit))
                    {
                        Assert.False(MerkleProof.VerifyConsistency(old, oldRoot, size, root, bad));
                    }
                },
                iter: 200
            );

    [Fact]
    public void A_leaf_outside_the_tree_has_no_proof()
    {
        var leaves = ListLeaves.Numbered(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.InclusionProof(leaves, 4, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.ConsistencyProof(leaves, 5, 4));
        Assert.Throws<InvalidOperationException>(() => MerkleTree.Root(leaves, 5));
    }

    private static IEnumerable<IReadOnlyList<Hash256>> Damaged(IReadOnlyList<Hash256> proof, int pick, int bit)
    {
        var at = pick % proof.Count;
        var bytes = proof[at].ToArray();
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        yield return [.. proof.Take(at), new Hash256(bytes), .. proof.Skip(at + 1)];
        yield return [.. proof.Take(at), .. proof.Skip(at + 1)];
        yield return [.. proof, proof[at]];
    }
}
