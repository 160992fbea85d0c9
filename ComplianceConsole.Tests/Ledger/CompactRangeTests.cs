using ComplianceConsole.Ledger;
using CsCheck;
using Xunit;

namespace ComplianceConsole.Tests.Ledger;

public class CompactRangeTests
{
    [Fact]
    public void A_stored_range_goes_on_where_it_stopped() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200])
            .Sample(
                (before, after) =>
                {
                    var all = ListLeaves.Numbered(before + after).Read(0, before + after).ToList();
                    var stopped = CompactRange.FromLeaves(all.Take(before));
                    var restored = CompactRange.FromBytes(stopped.ToBytes());
                    Assert.NotNull(restored);
                    foreach (var leaf in all.Skip(before))
                    {
                        restored.Append(leaf);
                    }

                    Assert.Equal(before + after, restored.Size);
                    Assert.Equal(CompactRange.FromLeaves(all).Root(), restored.Root());
                },
                iter: 300
            );

    [Fact]
    public void A_clone_grows_on_its_own()
    {
        var range = CompactRange.FromLeaves(ListLeaves.Numbered(5).Read(0, 5));
        var before = range.Root();
        var clone = range.Clone();
        clone.Append(MerkleHash.Leaf("one more"u8));
        Assert.Equal(5, range.Size);
        Assert.Equal(before, range.Root());
        Assert.NotEqual(before, clone.Root());
    }

    [Fact]
    public void A_subtree_counts_as_its_leaves()
    {
        var leaves = ListLeaves.Numbered(13);
        var range = new CompactRange();
        range.AppendSubtree(MerkleTree.Root(leaves, 8), height: 3);
        foreach (var leaf in leaves.Read(8, 5))
        {
            range.Append(leaf);
        }

        Assert.Equal(MerkleTree.Root(leaves, 13), range.Root());
        Assert.Throws<ArgumentOutOfRangeException>(() => range.AppendSubtree(MerkleHash.Empty, height: 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000")]
    [InlineData("0000000000000001")]
    [InlineData("8000000000000000")]
    [InlineData("000000000000000000")]
    public void Bytes_that_fit_no_size_are_not_a_range(string hex) =>
        Assert.Null(CompactRange.FromBytes(Convert.FromHexString(hex)));
}
