using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Storage.Vault;

/// <summary>A shelf holds keys of every kind of holder: when one of them is destroyed the others go on as the keys they are.</summary>
public sealed class RewrappedHoldersTests
{
    public static TheoryData<KeyHolder> Kinds { get; } = [.. Enum.GetValues<KeyHolder>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_any_kind_of_holder_has_sealed_opens_after_a_neighbour_was_destroyed(KeyHolder destroyed)
    {
        var first = await TestStores.OpenAsync();
        long gone;
        var sealedOf = new List<(KeyHolder Kind, long Id, byte[] Sealed)>();
        using (var change = first.Keyring.BeginChange())
        {
            gone = Make(change, destroyed).Id;
            foreach (var kind in Enum.GetValues<KeyHolder>())
            {
                for (var holder = Make(change, kind); ; holder = Make(change, kind))
                {
                    if (Keyring.ShelfOf(holder.Id) == Keyring.ShelfOf(gone))
                    {
                        sealedOf.Add((kind, holder.Id, holder.Sealed));
                        break;
                    }
                }
            }

            change.Commit();
        }

        using (var change = first.Keyring.BeginChange())
        {
            change.Destroy(destroyed, gone, TreeStores.At);
            change.Commit();
        }

        AssertOpen(first.Keyring, sealedOf);
        await first.CloseAsync();
        await using var again = await TestStores.OpenAsync(first.Directory);
        AssertOpen(again.Keyring, sealedOf);
        Assert.Null(again.Keyring.Open(destroyed, gone));
    }

    private static void AssertOpen(Keyring keyring, List<(KeyHolder Kind, long Id, byte[] Sealed)> holders)
    {
        Assert.Equal(Enum.GetValues<KeyHolder>().Length, holders.Count);
        foreach (var (kind, id, bytes) in holders)
        {
            using var cipher = keyring.Open(kind, id);
            Assert.NotNull(cipher);
            Assert.Equal(BitConverter.GetBytes(id), Unseal(cipher, bytes));
        }
    }

    private static (long Id, byte[] Sealed) Make(KeyringChange change, KeyHolder kind)
    {
        var (id, cipher) = change.Create(kind);
        using (cipher)
        {
            return (id, Seal(cipher, BitConverter.GetBytes(id)));
        }
    }

    private static byte[] Seal(AesGcm cipher, byte[] plain)
    {
        var bytes = new byte[12 + 16 + plain.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, 12));
        cipher.Encrypt(bytes.AsSpan(0, 12), plain, bytes.AsSpan(28), bytes.AsSpan(12, 16));
        return bytes;
    }

    private static byte[] Unseal(AesGcm cipher, byte[] bytes)
    {
        var plain = new byte[bytes.Length - 28];
        cipher.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(28), bytes.AsSpan(12, 16), plain);
        return plain;
    }
}
