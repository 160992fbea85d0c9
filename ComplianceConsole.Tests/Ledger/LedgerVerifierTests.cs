using ComplianceConsole.Ledger;
using Xunit;

namespace ComplianceConsole.Tests.Ledger;

public class LedgerVerifierTests
{
    private static readonly HeadAuthenticator Authenticator = new(new byte[32]);
    private static readonly LedgerVerifier Verifier = new(Authenticator);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(LedgerBatch.Capacity - 1)]
    [InlineData(LedgerBatch.Capacity)]
    [InlineData(3 * LedgerBatch.Capacity + 5)]
    public async Task A_whole_ledger_holds(int count)
    {
        var rows = LedgerSamples.Rows(count);
        var tree = LedgerSamples.Tree(rows);
        var result = await Verifier.VerifyAsync(rows, Authenticator.Vouch(tree));
        Assert.Equal(new LedgerVerification(count, tree.Root(), LedgerProblem.None, null), result);
        Assert.True(result.Holds);
    }

    [Fact]
    public async Task An_empty_ledger_needs_no_head_and_any_other_does()
    {
        Assert.True((await Verifier.VerifyAsync([], head: null)).Holds);
        Assert.Equal(
            LedgerProblem.HeadMissing,
            (await Verifier.VerifyAsync(LedgerSamples.Rows(1), head: null)).Problem
        );
        var remembered = Authenticator.Vouch(LedgerSamples.Tree(LedgerSamples.Rows(1)));
        Assert.Equal(LedgerProblem.HeadMissing, (await Verifier.VerifyAsync([], head: null, remembered)).Problem);
    }

    [Fact]
    public async Task Each_byte_changed_is_caught_at_its_index()
    {
        var rows = LedgerSamples.Rows(9);
        var head = Authenticator.Vouch(LedgerSamples.Tree(rows));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            foreach (var canonical in EachByteChanged(row.Canonical))
            {
                await AssertCaught(row with { Canonical = canonical }, i);
            }

            foreach (var leafHash in EachByteChanged(row.LeafHash))
            {
                await AssertCaught(row with { LeafHash = leafHash }, i);
            }

            await AssertCaught(row with { Index = i + 1 }, i);
            await AssertCaught(row with { LeafHash = row.LeafHash[1..] }, i);
        }

        async Task AssertCaught(LedgerRow changed, int index)
        {
            List<LedgerRow> tampered = [.. rows.Take(index), changed, .. rows.Skip(index + 1)];
            var result = await Verifier.VerifyAsync(tampered, head);
            Assert.Equal(index, result.FirstBadIndex);
            Assert.Equal(index, result.Count);
            Assert.False(result.Holds);
        }
    }

    [Fact]
    public async Task Each_byte_of_the_head_changed_is_caught()
    {
        var rows = LedgerSamples.Rows(9);
        var bytes = Authenticator.Vouch(LedgerSamples.Tree(rows)).ToBytes();
        foreach (var changed in EachByteChanged(bytes))
        {
            var result = await Verifier.VerifyAsync(rows, LedgerHead.FromBytes(changed));
            Assert.Contains(result.Problem, new[] { LedgerProblem.HeadForged, LedgerProblem.HeadMissing });
        }
    }

    [Fact]
    public async Task What_is_wrong_is_named()
    {
        var rows = LedgerSamples.Rows(4);
        Assert.Equal(LedgerProblem.IndexBroken, await Problem([rows[0], rows[2], rows[3]]));
        Assert.Equal(LedgerProblem.IndexBroken, await Problem([rows[0], rows[0]]));
        Assert.Equal(LedgerProblem.EntryUnreadable, await Problem([rows[0], rows[1] with { Canonical = new byte[3] }]));
        Assert.Equal(LedgerProblem.EntryMisplaced, await Problem([rows[0], rows[2] with { Index = 1 }]));
        Assert.Equal(LedgerProblem.LeafHashWrong, await Problem([rows[0], rows[1] with { LeafHash = rows[0].LeafHash }]));

        async Task<LedgerProblem> Problem(List<LedgerRow> tampered)
        {
            var result = await Verifier.VerifyAsync(tampered, Authenticator.Vouch(LedgerSamples.Tree(tampered)));
            Assert.Equal(1, result.FirstBadIndex);
            return result.Problem;
        }
    }

    [Fact]
    public async Task A_cut_tail_is_missed_by_the_head_and_an_added_one_is_not_vouched_for()
    {
        var rows = LedgerSamples.Rows(5);
        var head = Authenticator.Vouch(LedgerSamples.Tree(rows.Take(4)));
        var cut = await Verifier.VerifyAsync(rows.Take(3), head);
        Assert.Equal((LedgerProblem.TailMissing, 3L), (cut.Problem, cut.FirstBadIndex));
        var added = await Verifier.VerifyAsync(rows, head);
        Assert.Equal((LedgerProblem.TailUnvouched, 4L), (added.Problem, added.FirstBadIndex));
    }

    [Fact]
    public async Task A_rewritten_entry_with_its_own_hash_is_found_by_the_head()
    {
        var rows = LedgerSamples.Rows(5);
        var head = Authenticator.Vouch(LedgerSamples.Tree(rows));
        rows[2] = LedgerSamples.Row(LedgerSamples.Plausible(2) with { ActorId = "somebody else" });
        var result = await Verifier.VerifyAsync(rows, head);
        Assert.Equal((LedgerProblem.RootWrong, 0L), (result.Problem, result.FirstBadIndex));
    }

    [Theory]
    [InlineData(3, 10)]
    [InlineData(LedgerBatch.Capacity, LedgerBatch.Capacity + 1)]
    [InlineData(LedgerBatch.Capacity + 7, 2 * LedgerBatch.Capacity)]
    public async Task The_remembered_head_finds_an_older_and_a_rewritten_ledger(int older, int newer)
    {
        var rows = LedgerSamples.Rows(newer);
        var now = Authenticator.Vouch(LedgerSamples.Tree(rows));
        var before = Authenticator.Vouch(LedgerSamples.Tree(rows.Take(older)));
        Assert.True((await Verifier.VerifyAsync(rows, now, before)).Holds);
        Assert.True((await Verifier.VerifyAsync(rows, now, now)).Holds);

        var putBack = await Verifier.VerifyAsync(rows.Take(older), before, now);
        Assert.Equal((LedgerProblem.OlderThanRemembered, older), (putBack.Problem, putBack.FirstBadIndex));

        var forged = await Verifier.VerifyAsync(rows, now, before with { Size = before.Size - 1 });
        Assert.Equal(LedgerProblem.RememberedHeadForged, forged.Problem);

        rows[1] = LedgerSamples.Row(LedgerSamples.Plausible(1) with { ActorId = "somebody else" });
        var rewritten = await Verifier.VerifyAsync(rows, Authenticator.Vouch(LedgerSamples.Tree(rows)), before);
        Assert.Equal((LedgerProblem.RememberedRootWrong, 0L), (rewritten.Problem, rewritten.FirstBadIndex));
    }

    [Fact]
    public async Task A_tail_rewritten_after_the_remembered_head_is_placed_behind_it()
    {
        var rows = LedgerSamples.Rows(9);
        var before = Authenticator.Vouch(LedgerSamples.Tree(rows.Take(6)));
        var now = Authenticator.Vouch(LedgerSamples.Tree(rows));
        rows[7] = LedgerSamples.Row(LedgerSamples.Plausible(7) with { ActorId = "somebody else" });
        var result = await Verifier.VerifyAsync(rows, now, before);
        Assert.Equal((LedgerProblem.RootWrong, 6L), (result.Problem, result.FirstBadIndex));
    }

    [Fact]
    public async Task Verification_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Verifier.VerifyAsync(LedgerSamples.Rows(2), head: null, cancellation: cancelled.Token)
        );
    }

    private static IEnumerable<byte[]> EachByteChanged(ReadOnlyMemory<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var copy = bytes.ToArray();
            copy[i] ^= 0x01;
            yield return copy;
        }
    }
}
