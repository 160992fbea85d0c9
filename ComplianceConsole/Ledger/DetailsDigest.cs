using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComplianceConsole.Ledger;

/// <summary>
/// Binds details that an entry does not show: SHA-256(salt || details). Salt and details are kept sealed, so that once their key
/// is destroyed nobody can guess the details back from the digest.
/// </summary>
public static class DetailsDigest
{
    /// <summary>The length of a salt in bytes. It is fixed, so that salt and details cannot be divided elsewhere.</summary>
    public const int SaltLength = 32;

    /// <summary>A fresh random salt.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    /// <summary>The digest of details under a salt of <see cref="SaltLength"/> bytes.</summary>
    /// <exception cref="ArgumentException">The salt has another length.</exception>
    public static Hash256 Compute(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> details)
    {
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"A salt has {SaltLength} bytes.", nameof(salt));
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(salt);
        sha.AppendData(details);
        Hash256 digest = default;
        sha.GetHashAndReset(MemoryMarshal.AsBytes(new Span<Hash256>(ref digest)));
        return digest;
    }
}
