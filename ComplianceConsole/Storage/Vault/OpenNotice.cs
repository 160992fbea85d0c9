using System.Security.Cryptography;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Vault;

/// <summary>A notice opened at the door: to whom it goes and what it says, under the notice's own key. Policy 9.4.</summary>
public sealed class OpenNotice
{
    private static readonly Place Content = new(nameof(NoticeRow), "", nameof(NoticeRow.Content));

    private readonly AesGcm _cipher;

    internal OpenNotice(long id, AesGcm cipher) => (Id, _cipher) = (id, cipher);

    /// <summary>The number of the notice's key.</summary>
    public long Id { get; }

    /// <summary>Seals what the notice says.</summary>
    public byte[] Seal(NoticeContent content) => Cipher.Seal(_cipher, KeyHolder.Notice, Id, Content, VaultJson.Write(content));

    /// <summary>Opens what the notice says.</summary>
    /// <exception cref="CryptographicException">The bytes were changed, moved, or sealed under another key.</exception>
    public NoticeContent Open(byte[] sealedContent) =>
        VaultJson.Read<NoticeContent>(Cipher.Open(_cipher, KeyHolder.Notice, Id, Content, sealedContent));
}
