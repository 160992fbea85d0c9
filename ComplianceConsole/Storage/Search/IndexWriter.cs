using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Search;

/// <summary>The one connection of this process that writes. The caller sees to it that one thread at a time does.</summary>
internal sealed class IndexWriter : IDisposable
{
    private const string ScrubSql = "PRAGMA wal_checkpoint(TRUNCATE)";

    private readonly SqliteConnection connection;
    private readonly string suffix;
    private readonly SqliteStatement tokensOf;
    private readonly SqliteStatement putDoc;
    private readonly SqliteStatement addDoc;
    private readonly SqliteStatement dropDoc;
    private readonly SqliteStatement addTerms;
    private readonly SqliteStatement dropTerms;
    private readonly SqliteStatement addCount;
    private readonly SqliteStatement advance;
    private readonly SqliteStatement closeBulk;
    private byte[] terms = [];
    private int counted;

    public IndexWriter(SqliteConnection connection, string suffix = "")
    {
        this.connection = connection;
        this.suffix = suffix;
        tokensOf = new SqliteStatement(connection, $"SELECT tokens FROM docs{suffix} WHERE id = ?1");
        putDoc = new SqliteStatement(connection, $"INSERT OR REPLACE INTO docs{suffix}(id, tokens) VALUES (?1, ?2)");
        addDoc = new SqliteStatement(connection, $"INSERT OR IGNORE INTO docs{suffix}(id, tokens) VALUES (?1, ?2)");
        dropDoc = new SqliteStatement(connection, $"DELETE FROM docs{suffix} WHERE id = ?1");
        addTerms = new SqliteStatement(connection, $"INSERT INTO terms{suffix}(rowid, t) VALUES (?1, ?2)");
        dropTerms = new SqliteStatement(connection, $"INSERT INTO terms{suffix}(terms{suffix}, rowid, t) VALUES ('delete', ?1, ?2)");
        addCount = new SqliteStatement(connection, $"UPDATE meta{suffix} SET value = value + ?1 WHERE key = 'count'");
        advance = new SqliteStatement(connection, $"UPDATE meta{suffix} SET value = max(value, ?1) WHERE key = 'applied'");
        closeBulk = new SqliteStatement(connection, $"DELETE FROM open_bulks{suffix} WHERE token = ?1");
    }

    /// <summary>Runs a change in one transaction, unless the index has meanwhile been made anew under another key.</summary>
    /// <exception cref="ForeignIndexException">It has.</exception>
    public void InTransaction(string fingerprint, Action change)
    {
        IndexFile.Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            if (!IndexFile.Fits(connection, fingerprint, suffix))
            {
                throw new ForeignIndexException();
            }

            counted = 0;
            change();
            if (counted != 0)
            {
                addCount.Bind(1, counted).Execute();
            }

            IndexFile.Execute(connection, "COMMIT");
        }
        catch
        {
            SqliteStore.Rollback(connection);
            throw;
        }
    }

    /// <summary>Whether the index is made under a key.</summary>
    public bool Fits(string fingerprint) => IndexFile.Fits(connection, fingerprint, suffix);

    /// <summary>Writes an entry in place of the one that is there, if any.</summary>
    public void Put(IndexEntry entry)
    {
        var old = StoredTokens(entry.SubjectId);
        if (old is not null && old.AsSpan().SequenceEqual(entry.Tokens))
        {
            return;
        }

        putDoc.Bind(1, entry.SubjectId).BindBlob(2, entry.Tokens).Execute();
        if (old is null)
        {
            ChangeTerms(addTerms, entry.SubjectId, entry.Tokens);
            counted++;
            return;
        }

        // Only what differs: a block changes one token of thirty. Always both, so that SQLite's count of documents stays right.
        ChangeTerms(dropTerms, entry.SubjectId, TokenText.Except(old, entry.Tokens));
        ChangeTerms(addTerms, entry.SubjectId, TokenText.Except(entry.Tokens, old));
    }

    /// <summary>Writes many entries; on demand only those of subjects that are not there yet.</summary>
    public void WriteAll(IEnumerable<IndexEntry> entries, bool onlyMissing)
    {
        foreach (var entry in entries)
        {
            if (onlyMissing)
            {
                AddMissing(entry);
            }
            else
            {
                Put(entry);
            }
        }
    }

    /// <summary>Takes a subject out; false where it was not there.</summary>
    public bool Remove(long subjectId)
    {
        if (StoredTokens(subjectId) is not { } old)
        {
            return false;
        }

        ChangeTerms(dropTerms, subjectId, old);
        dropDoc.Bind(1, subjectId).Execute();
        counted--;
        return true;
    }

    /// <summary>Notes how far the ledger has been applied; never backwards.</summary>
    public void Advance(long applied) => advance.Bind(1, applied).Execute();

    /// <summary>Notes how far the ledger has been applied, whatever was noted before.</summary>
    public void SetApplied(long applied)
    {
        using var set = new SqliteStatement(connection, "UPDATE meta SET value = ?1 WHERE key = 'applied'");
        set.Bind(1, applied).Execute();
    }

    /// <summary>Notes the end of a bulk write; false where the index has been emptied since it began.</summary>
    public bool CloseBulk(string token) => closeBulk.Bind(1, token).Execute() == 1;

    /// <summary>Notes the beginning of a bulk write.</summary>
    public string OpenBulk() => IndexFile.AddOpenBulk(connection);

    /// <summary>Whether commits wait for the disk: <c>OFF</c>, <c>NORMAL</c> or <c>FULL</c>.</summary>
    public void Synchronous(string mode) => IndexFile.Execute(connection, "PRAGMA synchronous = " + mode);

    /// <summary>Moves all changes from the log to the file and truncates the log; false where a reader was in the way.</summary>
    public bool Scrub()
    {
        using var checkpoint = new SqliteStatement(connection, ScrubSql);
        return checkpoint.Step() && checkpoint.Number(0) == 0;
    }

    /// <summary>Empties the index for another key.</summary>
    public string Recreate(string fingerprint) => IndexFile.Recreate(connection, fingerprint);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (
            var statement in new[] { tokensOf, putDoc, addDoc, dropDoc, addTerms, dropTerms, addCount, advance, closeBulk }
        )
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private void AddMissing(IndexEntry entry)
    {
        if (addDoc.Bind(1, entry.SubjectId).BindBlob(2, entry.Tokens).Execute() == 1)
        {
            ChangeTerms(addTerms, entry.SubjectId, entry.Tokens);
            counted++;
        }
    }

    private byte[]? StoredTokens(long subjectId)
    {
        var stored = tokensOf.Bind(1, subjectId).Step() ? tokensOf.Blob(0).ToArray() : null;
        tokensOf.Reset();
        return stored;
    }

    private void ChangeTerms(SqliteStatement change, long subjectId, ReadOnlySpan<byte> tokens)
    {
        var length = TokenText.TermsLength(tokens.Length);
        if (terms.Length < length)
        {
            terms = new byte[2 * length];
        }

        TokenText.WriteTerms(tokens, terms);
        change.Bind(1, subjectId).BindText(2, terms.AsSpan(0, length)).Execute();
    }
}
