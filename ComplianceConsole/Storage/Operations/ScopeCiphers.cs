using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Operations;

/// <summary>The ciphers of one use case: each is asked of the keyring once, and all are gone when the use case ends.</summary>
internal sealed class ScopeCiphers(Keyring keyring) : IDisposable
{
    private readonly Dictionary<(KeyHolder Kind, long Id), AesGcm> _known = [];

    /// <summary>The cipher of a holder.</summary>
    /// <exception cref="CryptographicException">The holder has no key, or one that was damaged.</exception>
    public AesGcm Of(KeyHolder kind, long id) => Find(kind, id) ?? throw new CryptographicException("The holder has no key.");

    /// <summary>The cipher of a holder; null where its key was destroyed or never was.</summary>
    /// <exception cref="CryptographicException">The key was damaged.</exception>
    public AesGcm? Find(KeyHolder kind, long id)
    {
        if (!_known.TryGetValue((kind, id), out var cipher))
        {
            cipher = keyring.Open(kind, id);
            if (cipher is not null)
            {
                _known.Add((kind, id), cipher);
            }
        }

        return cipher;
    }

    /// <summary>Takes in a key just made.</summary>
    public void Add(KeyHolder kind, long id, AesGcm cipher) => _known.Add((kind, id), cipher);

    /// <summary>Asks the keyring one question for all that are not known yet.</summary>
    public void Fetch(KeyHolder kind, IReadOnlyList<long> ids)
    {
        var missing = ids.Distinct().Where(id => !_known.ContainsKey((kind, id))).ToList();
        try
        {
            foreach (var (id, cipher) in missing.Zip(keyring.OpenMany(kind, missing)))
            {
                if (cipher is not null)
                {
                    _known.Add((kind, id), cipher);
                }
            }
        }
        catch (CryptographicException)
        {
            // One of them is damaged: whoever asks for that one is told so, and the others are asked for one by one.
        }
    }

    public void Dispose()
    {
        foreach (var cipher in _known.Values)
        {
            cipher.Dispose();
        }
    }
}
