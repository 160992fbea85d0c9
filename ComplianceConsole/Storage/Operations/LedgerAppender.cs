using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Appends entries on one connection, inside the caller's transaction, with statements prepared once.</summary>
internal sealed class LedgerAppender : IDisposable
{
    private readonly LedgerState _state;
    private readonly SqliteStatement _readHead;
    private readonly SqliteStatement _readLeaves;
    private readonly SqliteStatement _insertEntry;
    private readonly SqliteStatement _insertSubject;
    private readonly SqliteStatement _insertRequest;
    private readonly SqliteStatement _writeHead;
    private byte[] _buffer = new byte[512];

    public LedgerAppender(SqliteConnection connection, LedgerState state)
    {
        _state = state;
        _readHead = new SqliteStatement(connection, "SELECT Size, Root, Tag FROM LedgerHeads WHERE Id = 1");
        _readLeaves = new SqliteStatement(connection, "SELECT LeafHash FROM LedgerEntries WHERE \"Index\" >= ?1 ORDER BY \"Index\"");
        _insertEntry = new SqliteStatement(
            connection, "INSERT INTO LedgerEntries (\"Index\", Bytes, LeafHash, Details) VALUES (?1, ?2, ?3, ?4)");
        _insertSubject = new SqliteStatement(connection, "INSERT OR IGNORE INTO LedgerSubjects (SubjectId, EntryIndex) VALUES (?1, ?2)");
        _insertRequest = new SqliteStatement(connection, "INSERT OR IGNORE INTO LedgerRequests (RequestId, EntryIndex) VALUES (?1, ?2)");
        _writeHead = new SqliteStatement(
            connection,
            "INSERT INTO LedgerHeads (Id, Size, Root, Tag) VALUES (1, ?1, ?2, ?3) ON CONFLICT (Id) DO UPDATE SET Size = ?1, Root = ?2, Tag = ?3");
    }

    /// <summary>The ledger's tree as the transaction sees it, to be extended and, after the commit, adopted.</summary>
    /// <exception cref="Vault.StoreException">The stored head does not match the entries.</exception>
    public CompactRange Begin()
    {
        var known = _state.Known;
        var head = ReadHead();
        if (head is null ? known.Head is null : known.Head is not null && head.Size == known.Head.Size && head.Root == known.Head.Root)
        {
            return known.Range.Clone();
        }

        // Where this process has seen as much or more, an older or another ledger was put in its place.
        return head?.Size > known.Range.Size ? CatchUp(head, known.Range.Clone()) : throw Mismatch();
    }

    /// <summary>Writes the entries and the new authenticated head.</summary>
    public LedgerHead Append(CompactRange range, IEnumerable<SealedEntry> entries)
    {
        foreach (var one in entries)
        {
            Append(range, one);
        }

        var head = _state.Authenticator.Vouch(range);
        _writeHead.Bind(1, head.Size).BindBlob(2, head.Root.AsSpan()).BindBlob(3, head.Tag.AsSpan()).Execute();
        return head;
    }

    private void Append(CompactRange range, SealedEntry one)
    {
        var index = range.Size;
        var prefixed = Prefixed(CanonicalEncoding.VersionOf(one.Entry), index, one.Rest);
        var leaf = MerkleHash.Sha256(prefixed);
        _insertEntry.Bind(1, index).BindBlob(2, prefixed[1..]).BindBlob(3, leaf.AsSpan()).BindBlob(4, one.Details).Execute();
        foreach (var subject in one.Entry.Subjects)
        {
            _insertSubject.Bind(1, subject).Bind(2, index).Execute();
        }

        if (one.Entry.RequestId is { } request)
        {
            _insertRequest.Bind(1, request).Bind(2, index).Execute();
        }

        range.Append(leaf);
    }

    // The entry's bytes behind the prefix of a leaf, in a buffer that is used again.
    private ReadOnlySpan<byte> Prefixed(byte version, long index, byte[] rest)
    {
        var longest = 1 + CanonicalEncoding.LongestStart + rest.Length;
        if (_buffer.Length < longest)
        {
            _buffer = new byte[2 * longest];
        }

        _buffer[0] = MerkleHash.LeafPrefix;
        var start = 1 + CanonicalEncoding.WriteStart(version, index, _buffer.AsSpan(1));
        rest.CopyTo(_buffer.AsSpan(start));
        return _buffer.AsSpan(0, start + rest.Length);
    }

    public void Dispose()
    {
        _readHead.Dispose();
        _readLeaves.Dispose();
        _insertEntry.Dispose();
        _insertSubject.Dispose();
        _insertRequest.Dispose();
        _writeHead.Dispose();
    }

    private LedgerHead? ReadHead()
    {
        try
        {
            return _readHead.Step() ? new LedgerHead(_readHead.Number(0), Hash(_readHead.Blob(1)), Hash(_readHead.Blob(2))) : null;
        }
        finally
        {
            _readHead.Reset();
        }
    }

    // Another process has appended since, or this one has only begun: the leaves are read, and the head must then be theirs.
    private CompactRange CatchUp(LedgerHead head, CompactRange range)
    {
        _state.NoteForeign();
        try
        {
            _readLeaves.Bind(1, range.Size);
            while (_readLeaves.Step())
            {
                range.Append(Hash(_readLeaves.Blob(0)));
            }
        }
        finally
        {
            _readLeaves.Reset();
        }

        return range.Size == head.Size && head.Root == range.Root() && _state.Authenticator.IsGenuine(head) ? range : throw Mismatch();
    }

    private static Hash256 Hash(ReadOnlySpan<byte> stored) => stored.Length == Hash256.Length ? new Hash256(stored) : throw Mismatch();

    private static Vault.StoreException Mismatch() => new("The ledger does not match its head. Run 'verify' to see where.");
}

/// <summary>The ledger's tree after the last commit this process knows, and the key that vouches for heads.</summary>
public sealed class LedgerState(HeadAuthenticator authenticator)
{
    private KnownLedger _known = new(new CompactRange(), Head: null);
    private int _foreignSightings;

    /// <summary>Vouches for heads.</summary>
    public HeadAuthenticator Authenticator => authenticator;

    /// <summary>The head after the last commit; null while nothing was appended by this process.</summary>
    public LedgerHead? Head => Known.Head;

    /// <summary>How often this process found entries of another at the end of the ledger.</summary>
    public int ForeignSightings => Volatile.Read(ref _foreignSightings);

    internal void NoteForeign() => Interlocked.Increment(ref _foreignSightings);

    internal KnownLedger Known => Volatile.Read(ref _known);

    internal void Adopt(CompactRange range, LedgerHead head) => Volatile.Write(ref _known, new KnownLedger(range, head));
}

/// <summary>A tree and the head that vouches for it. Neither is changed any more: whoever appends, clones.</summary>
internal sealed record KnownLedger(CompactRange Range, LedgerHead? Head);
