using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Tests.Storage.Vault;

public sealed class CipherTests
{
    private static readonly Place Home = new("SubjectRow", "42", "Profile");

    [Fact]
    public void Opens_only_under_its_key_its_holder_and_in_its_place()
    {
        using var key = new AesGcm(RandomNumberGenerator.GetBytes(Cipher.KeyLength), 16);
        using var otherKey = new AesGcm(RandomNumberGenerator.GetBytes(Cipher.KeyLength), 16);
        var bytes = Cipher.Seal(key, KeyHolder.Subject, 42, Home, "secret"u8);

        Assert.Equal("secret"u8.ToArray(), Cipher.Open(key, KeyHolder.Subject, 42, Home, bytes));
        Assert.ThrowsAny<CryptographicException>(() => Cipher.Open(otherKey, KeyHolder.Subject, 42, Home, bytes));
        Assert.ThrowsAny<CryptographicException>(() => Cipher.Open(key, KeyHolder.Request, 42, Home, bytes));
        Assert.ThrowsAny<CryptographicException>(() => Cipher.Open(key, KeyHolder.Subject, 43, Home, bytes));
        foreach (var elsewhere in (Place[])
            [
                Home with { Table = "ProfileChangeRow" },
                Home with { Row = "43" },
                Home with { Field = "Details" },
                new("SubjectRow4", "2", "Profile"),
            ])
        {
            Assert.ThrowsAny<CryptographicException>(() => Cipher.Open(key, KeyHolder.Subject, 42, elsewhere, bytes));
        }
    }

    [Fact]
    public void Every_flipped_byte_is_noticed()
    {
        using var key = new AesGcm(RandomNumberGenerator.GetBytes(Cipher.KeyLength), 16);
        var bytes = Cipher.Seal(key, KeyHolder.Subject, 42, Home, "secret"u8);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => Cipher.Open(key, KeyHolder.Subject, 42, Home, bytes));
            bytes[i] ^= 1;
        }

        Assert.ThrowsAny<CryptographicException>(() => Cipher.Open(key, KeyHolder.Subject, 42, Home, bytes.AsSpan(0, 10)));
    }
}
