using System.Security.Cryptography;
using ComplianceConsole.Domain.Names;

namespace ComplianceConsole.Storage.Search;

/// <summary>
/// Turns words into tokens that say nothing without the index key: one pass of AES over one block each, of which 40 bits are kept.
/// Equal words have equal tokens; that, and how often each occurs, is all the index gives away.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class BlindTokens : IDisposable
{
    /// <summary>The length of the index key in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>The shortest beginning of a word that is a token, in letters.</summary>
    public const int ShortestPrefix = 2;

    /// <summary>The longest beginning of a word that is a token, in letters.</summary>
    public const int LongestPrefix = 8;

    private readonly byte[] key;
    private readonly ThreadLocal<Worker> workers;
    private bool disposed;

    /// <summary>Tokens under a copy of the key.</summary>
    /// <exception cref="ArgumentException">The key has not <see cref="KeyLength"/> bytes.</exception>
    public BlindTokens(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException($"The index key has {KeyLength} bytes.", nameof(key));
        }

        this.key = key.ToArray();
        workers = new ThreadLocal<Worker>(() => new Worker(this.key), trackAllValues: true);
        Fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(key, "search index key"u8).AsSpan(0, 16));
    }

    /// <summary>Names the key without giving it away: kept in the index, so that one made under another key is recognised.</summary>
    public string Fingerprint { get; }

    /// <summary>The tokens of a subject, without repeats and in an order that shows nothing.</summary>
    public IndexEntry Entry(SearchDocument document)
    {
        var worker = workers.Value!;
        foreach (var text in document.Texts)
        {
            foreach (var word in IndexWords.Of(text))
            {
                AddPrefixes(worker.Blocks, word);
            }
        }

        foreach (var facet in document.Facets)
        {
            worker.Blocks.Add(TokenKind.Facet, facet);
        }

        var tokens = worker.Encrypt();
        tokens.Sort();
        return new IndexEntry(document.SubjectId, Pack(tokens), Fingerprint);
    }

    /// <summary>The tokens of texts, list after list, in their order.</summary>
    internal ulong[] Tokens(List<(TokenKind Kind, string Text)[]> texts)
    {
        var worker = workers.Value!;
        foreach (var alternatives in texts)
        {
            foreach (var (kind, text) in alternatives)
            {
                worker.Blocks.Add(kind, text);
            }
        }

        return worker.Encrypt().ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        foreach (var worker in workers.Values)
        {
            worker.Dispose();
        }

        workers.Dispose();
        CryptographicOperations.ZeroMemory(key);
    }

    private static void AddPrefixes(TokenBlocks blocks, string firstKey)
    {
        for (var letters = ShortestPrefix; letters <= Math.Min(firstKey.Length, LongestPrefix); letters++)
        {
            blocks.Add(TokenKind.First, firstKey.AsSpan(0, letters));
        }

        // A loose beginning that is one of the first key as well is left out: whoever asks for it asks for both kinds.
        var looseKey = NameFolding.LooseKey(firstKey);
        var shared = firstKey.AsSpan().CommonPrefixLength(looseKey);
        for (var letters = Math.Max(ShortestPrefix, shared + 1); letters <= Math.Min(looseKey.Length, LongestPrefix); letters++)
        {
            blocks.Add(TokenKind.Loose, looseKey.AsSpan(0, letters));
        }
    }

    private static byte[] Pack(ReadOnlySpan<ulong> sorted)
    {
        var packed = new byte[sorted.Length * TokenText.ByteLength];
        var length = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
            {
                TokenText.Store(sorted[i], packed.AsSpan(length));
                length += TokenText.ByteLength;
            }
        }

        return length == packed.Length ? packed : packed[..length];
    }

    /// <summary>One thread's cipher and buffers.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly Aes aes = Aes.Create();
        private byte[] encrypted = [];
        private ulong[] tokens = [];

        public Worker(byte[] key)
        {
            aes.Key = key;
        }

        public TokenBlocks Blocks { get; } = new();

        /// <summary>The tokens of the collected blocks, which are forgotten; valid until the next call.</summary>
        public Span<ulong> Encrypt()
        {
            var count = Blocks.Count;
            if (tokens.Length < count)
            {
                tokens = new ulong[2 * count];
                encrypted = new byte[2 * count * TokenBlocks.Size];
            }

            if (count > 0)
            {
                aes.EncryptEcb(Blocks.Bytes, encrypted, PaddingMode.None);
            }

            Blocks.Clear();
            for (var i = 0; i < count; i++)
            {
                tokens[i] = TokenText.Read(encrypted.AsSpan(i * TokenBlocks.Size));
            }

            return tokens.AsSpan(0, count);
        }

        public void Dispose() => aes.Dispose();
    }
}
