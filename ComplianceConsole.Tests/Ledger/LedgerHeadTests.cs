using System.Text;
using ComplianceConsole.Ledger;
using Xunit;

namespace ComplianceConsole.Tests.Ledger;

public class LedgerHeadTests
{
    private static readonly HeadAuthenticator Authenticator = new(new byte[32]);

    [Fact]
    public void A_head_is_genuine_under_its_own_key_only()
    {
        var head = Authenticator.Vouch(CompactRange.FromLeaves(ListLeaves.Numbered(3).Read(0, 3)));
        Assert.True(Authenticator.IsGenuine(head));
        Assert.False(new HeadAuthenticator([.. new byte[31], 1]).IsGenuine(head));
    }

    [Fact]
    public void A_stored_head_comes_back_and_each_changed_bit_is_noticed()
    {
        var head = Authenticator.Vouch(7, MerkleHash.Leaf("root"u8));
        var bytes = head.ToBytes();
        Assert.Equal(head, LedgerHead.FromBytes(bytes));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(LedgerHead.FromBytes(bytes) is { } changed && Authenticator.IsGenuine(changed));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Null(LedgerHead.FromBytes(bytes.AsSpan(1)));
    }

    [Fact]
    public void A_digest_depends_on_salt_and_details()
    {
        var salt = new byte[DetailsDigest.SaltLength];
        var details = Encoding.UTF8.GetBytes("details");
        var digest = DetailsDigest.Compute(salt, details);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData([.. salt, .. details]), digest.ToArray());
        salt[0] = 1;
        Assert.NotEqual(digest, DetailsDigest.Compute(salt, details));
        Assert.Throws<ArgumentException>(() => DetailsDigest.Compute([1, 2], details));
        Assert.NotEqual(DetailsDigest.NewSalt(), DetailsDigest.NewSalt());
    }

    [Fact]
    public void A_hash_is_written_and_read_in_hexadecimal()
    {
        var hash = MerkleHash.Leaf("x"u8);
        Assert.Equal(hash, Hash256.FromHex(hash.ToString()));
        Assert.Equal(hash, Hash256.FromHex(hash.ToString().ToUpperInvariant()));
        Assert.Null(Hash256.FromHex(hash.ToString().AsSpan(1)));
        Assert.Null(Hash256.FromHex(new string('g', 64)));
    }
}
