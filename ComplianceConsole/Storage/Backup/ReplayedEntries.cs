using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>Puts entries that were shipped back behind those of a backup, byte for byte, with what is derived from them.</summary>
internal sealed class ReplayedEntries(SqliteConnection records) : IDisposable
{
    private readonly SqliteStatement _entry = new(
        records, "INSERT INTO LedgerEntries (\"Index\", Bytes, LeafHash, Details) VALUES (?1, ?2, ?3, ?4)");

    private readonly SqliteStatement _subject = new(records, "INSERT OR IGNORE INTO LedgerSubjects (SubjectId, EntryIndex) VALUES (?1, ?2)");

    private readonly SqliteStatement _request = new(records, "INSERT OR IGNORE INTO LedgerRequests (RequestId, EntryIndex) VALUES (?1, ?2)");

    /// <summary>Puts the next entry behind.</summary>
    public void Append(TailPart part)
    {
        var leaf = part.Leaf;
        _entry.Bind(1, part.Index).BindBlob(2, part.Bytes).BindBlob(3, leaf.AsSpan()).BindBlob(4, part.Details).Execute();
        var entry = CanonicalEncoding.Decode(part.Bytes);
        foreach (var subject in entry.Subjects)
        {
            _subject.Bind(1, subject).Bind(2, part.Index).Execute();
        }

        if (entry.RequestId is { } request)
        {
            _request.Bind(1, request).Bind(2, part.Index).Execute();
        }
    }

    /// <summary>Puts the head that vouches for all of them in its place.</summary>
    public void Finish(LedgerHead head)
    {
        using var write = new SqliteStatement(records, "UPDATE LedgerHeads SET Size = ?1, Root = ?2, Tag = ?3 WHERE Id = 1");
        write.Bind(1, head.Size).BindBlob(2, head.Root.AsSpan()).BindBlob(3, head.Tag.AsSpan()).Execute();
    }

    public void Dispose()
    {
        _entry.Dispose();
        _subject.Dispose();
        _request.Dispose();
    }
}
