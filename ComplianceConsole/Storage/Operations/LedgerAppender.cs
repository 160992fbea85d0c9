using ComplianceConsole.Ledger;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Appends entries on one connection, inside the caller's transaction, with statements prepared once.</summary>
internal sealed class LedgerAppender : IDisposable
{
    private readonly LedgerState _state;
    private readonly SqliteCommand _readHead;
    private readonly SqliteCommand _readLeaves;
    private readonly SqliteCommand _insertEntry;
    private readonly SqliteCommand _insertSubject;
    private readonly SqliteCommand _insertRequest;
    private readonly SqliteCommand _writeHead;

    public LedgerAppender(SqliteConnection connection, LedgerState state)
    {
        _state = state;
        _readHead = Prepare(connection, "SELECT Size, Root, Tag FROM LedgerHeads WHERE Id = 1");
        _readLeaves = Prepare(connection, "SELECT LeafHash FROM LedgerEntries WHERE \"Index\" >= $from ORDER BY \"Index\"", "$from");
        _insertEntry = Prepare(
            connection,
            "INSERT INTO LedgerEntries (\"Index\", Bytes, LeafHash, Details) VALUES ($index, $bytes, $leaf, $details)",
            "$index", "$bytes", "$leaf", "$details");
        _insertSubject = Prepare(
            connection,
            "INSERT OR IGNORE INTO LedgerSubjects (SubjectId, EntryIndex) VALUES ($subject, $index)",
            "$subject", "$index");
        _insertRequest = Prepare(
            connection,
            "INSERT OR IGNORE INTO LedgerRequests (RequestId, EntryIndex) VALUES ($request, $index)",
            "$request", "$index");
        _writeHead = Prepare(
            connection,
            "INSERT INTO LedgerHeads (Id, Size, Root, Tag) VALUES (1, $size, $root, $tag) ON CONFLICT (Id) DO UPDATE SET Size = $size, Root = $root, Tag = $tag",
            "$size", "$root", "$tag");
    }

    /// <summary>The ledger's tree as the transaction sees it, to be extended and, after the commit, adopted.</summary>
    /// <exception cref="Vault.StoreException">The stored head does not match the entries.</exception>
    public CompactRange Begin(SqliteTransaction transaction)
    {
        Use(transaction);
        var range = _state.Range.Clone();
        LedgerHead? head = null;
        using (var row = _readHead.ExecuteReader())
        {
            if (row.Read())
            {
                head = new LedgerHead(row.GetInt64(0), new Hash256((byte[])row[1]), new Hash256((byte[])row[2]));
            }
        }

        var size = head?.Size ?? 0;
        if (size == range.Size && (head is null || head.Root == range.Root()))
        {
            return range;
        }

        if (size <= range.Size)
        {
            range = new CompactRange();
        }

        // Another process has appended since: its leaves are read, and the head must then be theirs.
        _readLeaves.Parameters[0].Value = range.Size;
        using (var leaves = _readLeaves.ExecuteReader())
        {
            while (leaves.Read())
            {
                range.Append(new Hash256((byte[])leaves[0]));
            }
        }

        return range.Size == size && (head is null || (head.Root == range.Root() && _state.Authenticator.IsGenuine(head)))
            ? range
            : throw new Vault.StoreException("The ledger does not match its head. Run 'verify' to see where.");
    }

    /// <summary>Writes the entries and the new authenticated head.</summary>
    public LedgerHead Append(CompactRange range, IReadOnlyList<SealedEntry> entries)
    {
        foreach (var (template, details) in entries)
        {
            var entry = template with { Index = range.Size };
            var bytes = CanonicalEncoding.Encode(entry);
            var leaf = MerkleHash.Leaf(bytes);
            Run(_insertEntry, entry.Index, bytes, leaf.ToArray(), (object?)details ?? DBNull.Value);
            foreach (var subject in entry.Subjects)
            {
                Run(_insertSubject, subject, entry.Index);
            }

            if (entry.RequestId is { } request)
            {
                Run(_insertRequest, request, entry.Index);
            }

            range.Append(leaf);
        }

        var head = _state.Authenticator.Vouch(range);
        Run(_writeHead, head.Size, head.Root.ToArray(), head.Tag.ToArray());
        return head;
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

    private void Use(SqliteTransaction transaction)
    {
        _readHead.Transaction = transaction;
        _readLeaves.Transaction = transaction;
        _insertEntry.Transaction = transaction;
        _insertSubject.Transaction = transaction;
        _insertRequest.Transaction = transaction;
        _writeHead.Transaction = transaction;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}

/// <summary>The ledger's tree after the last commit this process knows, and the key that vouches for heads.</summary>
public sealed class LedgerState(HeadAuthenticator authenticator)
{
    private CompactRange _range = new();

    /// <summary>Vouches for heads.</summary>
    public HeadAuthenticator Authenticator => authenticator;

    /// <summary>The head after the last commit; null while nothing was appended by this process.</summary>
    public LedgerHead? Head { get; private set; }

    internal CompactRange Range => Volatile.Read(ref _range);

    internal void Adopt(CompactRange range, LedgerHead head)
    {
        Volatile.Write(ref _range, range);
        Head = head;
    }
}
