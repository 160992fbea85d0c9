using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ComplianceConsole.Storage.Search;

/// <summary>
/// The search index: which subject has which blind tokens, in a file of its own that can be thrown away and built again from the
/// records and the keyring. Readable text never reaches the file.
/// </summary>
/// <remarks>
/// Safe for use by several threads, and by several processes on one file. Queries run on pooled connections side by side; writing takes
/// turns. All calls are synchronous: a query takes tens of microseconds.
/// </remarks>
public sealed class SearchIndex : IDisposable
{
    private readonly Lock writing = new();
    private readonly string path;
    private readonly ReaderPool readers;
    private readonly IndexWriter writer;
    private readonly Func<byte[]?> presentKey;
    private volatile BlindTokens tokens;

    private SearchIndex(string path, IndexWriter writer, BlindTokens tokens, Func<byte[]?> presentKey)
    {
        this.path = path;
        this.presentKey = presentKey;
        readers = new ReaderPool(path);
        this.writer = writer;
        this.tokens = tokens;
    }

    /// <summary>
    /// How many ledger entries the index has taken in; null while it is not complete, because it is new, was made under another key, was
    /// left in the middle of a bulk write, or is being filled just now.
    /// </summary>
    public long? AppliedIndex => readers.Read(reader => reader.IsComplete() ? reader.Number(IndexFile.AppliedKey) : (long?)null);

    /// <summary>How many subjects it has.</summary>
    public long Count => readers.Read(reader => reader.Number(IndexFile.CountKey));

    /// <summary>
    /// Opens the index at <paramref name="path"/>. One that is missing, unreadable, of another format or of another key becomes an empty
    /// one, which <see cref="AppliedIndex"/> tells.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The index key, <see cref="BlindTokens.KeyLength"/> bytes.</param>
    /// <param name="presentKey">Tells the key that stands in its place now, once another process has made the index anew; null: nobody knows.</param>
    public static SearchIndex Open(string path, ReadOnlySpan<byte> key, Func<byte[]?>? presentKey = null)
    {
        var blind = new BlindTokens(key);
        SqliteConnection connection;
        try
        {
            connection = OpenFitting(path, blind.Fingerprint);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT)
        {
            // Nothing in it is worth saving: it is derived.
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(path + suffix);
            }

            connection = OpenFitting(path, blind.Fingerprint);
        }

        return new SearchIndex(path, new IndexWriter(connection), blind, presentKey ?? (() => null));
    }

    /// <summary>The entry of a document, for <see cref="Upsert(IEnumerable{IndexEntry}, long?)"/> and <see cref="SearchBulk.Add"/>. May run on any thread.</summary>
    public IndexEntry Prepare(SearchDocument document) => tokens.Entry(document);

    /// <summary>Writes documents, each in place of the subject's old one, in one transaction.</summary>
    /// <inheritdoc cref="Upsert(IEnumerable{IndexEntry}, long?)"/>
    public void Upsert(IEnumerable<SearchDocument> documents, long? applied = null) =>
        Upsert(documents.Select(Prepare), applied);

    /// <summary>Writes entries, each in place of the subject's old one, in one transaction.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="applied">How many ledger entries are taken in with these; null to leave that as it is.</param>
    /// <exception cref="ForeignIndexException">The index has been made anew under another key since the entries were prepared.</exception>
    public void Upsert(IEnumerable<IndexEntry> entries, long? applied = null) =>
        Write(() =>
        {
            foreach (var entry in entries)
            {
                PutOwn(entry);
            }

            Advance(applied);
        });

    /// <summary>
    /// Takes subjects out, in one transaction, so that their tokens are in no byte of the file any more, and then empties the log.
    /// </summary>
    /// <returns>
    /// False where a reader kept the log from being emptied: old bytes may still stand there, and <see cref="Scrub"/> is to be repeated.
    /// </returns>
    /// <exception cref="ForeignIndexException">Another process has made the index anew.</exception>
    public bool Remove(IEnumerable<long> subjectIds, long? applied = null)
    {
        Write(() =>
        {
            foreach (var subjectId in subjectIds)
            {
                writer.Remove(subjectId);
            }

            Advance(applied);
        });
        return Scrub();
    }

    /// <summary>Empties the log; false where a reader was in the way.</summary>
    public bool Scrub()
    {
        lock (writing)
        {
            return writer.Scrub();
        }
    }

    /// <summary>A page of the subjects that answer a query.</summary>
    /// <exception cref="OperationCanceledException">The query was cancelled; it stops in the middle.</exception>
    /// <exception cref="ForeignIndexException">Another process has made the index anew.</exception>
    public SearchPage Query(SearchQuery query, CancellationToken cancellation = default)
    {
        if (query.Limit < 1)
        {
            throw new ArgumentException("A page has room for at least one result.", nameof(query));
        }

        while (true)
        {
            var asked = tokens;
            var plan = QueryPlan.Of(query, asked);
            if (!plan.IsAnswerable)
            {
                return SearchPage.Empty;
            }

            if (readers.Read(reader => reader.Run(asked.Fingerprint, plan, query, cancellation)) is { } page)
            {
                return page;
            }

            // Made anew meanwhile, by this process or another: ask again under the new key. Whoever does so here is waited for.
            lock (writing)
            {
                if (ReferenceEquals(asked, tokens) && !TakeOverKey())
                {
                    throw new ForeignIndexException();
                }
            }
        }
    }

    /// <summary>
    /// Begins a bulk write into the index as it is, as an import does. Until it is completed <see cref="AppliedIndex"/> is null.
    /// </summary>
    public SearchBulk BeginBulk()
    {
        var token = "";
        Write(() => token = writer.OpenBulk());
        return new SearchBulk(this, token, isRebuild: false);
    }

    /// <summary>
    /// Empties the index and begins to fill it, under a new key where one is given. Queries go on meanwhile and find what is there; single
    /// changes go on as well, and what they have written or taken out is not written over.
    /// </summary>
    public SearchBulk BeginRebuild(ReadOnlySpan<byte> newKey = default)
    {
        var next = newKey.IsEmpty ? tokens : new BlindTokens(newKey);
        lock (writing)
        {
            var token = writer.Recreate(next.Fingerprint);
            tokens = next;
            writer.Scrub();
            return new SearchBulk(this, token, isRebuild: true);
        }
    }

    /// <summary>How many subjects had been destroyed when the index was last made under a new key.</summary>
    public long DestroyedWhenKeyed => readers.Read(reader => reader.Number(IndexFile.DestroyedKey));

    /// <summary>
    /// Begins to make the index anew under a new key beside the one that answers, which goes on answering and taking in changes until
    /// <see cref="SearchRenewal.Promote"/>.
    /// </summary>
    public SearchRenewal BeginRenewal(ReadOnlySpan<byte> newKey) => new(this, path, newKey);

    /// <summary>Lets what was made beside take the place of the old.</summary>
    internal bool Promote(BlindTokens next, Action promote)
    {
        lock (writing)
        {
            promote();
            tokens = next;
            return writer.Scrub();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        readers.Dispose();
        lock (writing)
        {
            writer.Dispose();
        }

        tokens.Dispose();
    }

    /// <summary>Writes a part of a bulk without waiting for the disk.</summary>
    internal void WriteBulk(IReadOnlyList<IndexEntry> entries, bool onlyMissing)
    {
        lock (writing)
        {
            writer.Synchronous("OFF");
            try
            {
                var own = entries.Where(entry => string.Equals(entry.Fingerprint, tokens.Fingerprint, StringComparison.Ordinal));
                InTransaction(() => writer.WriteAll(own, onlyMissing));
            }
            finally
            {
                writer.Synchronous("NORMAL");
            }
        }
    }

    /// <summary>Waits until all of a bulk is on the disk and only then notes its end.</summary>
    internal bool CompleteBulk(string token, long applied, bool isRebuild)
    {
        var closed = false;
        lock (writing)
        {
            writer.Synchronous("FULL");
            try
            {
                // A commit that changes a page, so that the checkpoint has something to bring to the disk, and all before with it.
                InTransaction(() => writer.Advance(applied));
                writer.Scrub();
                InTransaction(
                    () =>
                    {
                        closed = writer.CloseBulk(token);
                        if (closed && isRebuild)
                        {
                            writer.SetApplied(applied);
                        }
                    }
                );
            }
            finally
            {
                writer.Synchronous("NORMAL");
            }
        }

        return closed;
    }

    private static SqliteConnection OpenFitting(string path, string fingerprint)
    {
        var connection = IndexFile.Open(path);
        try
        {
            if (!IndexFile.Fits(connection, fingerprint))
            {
                IndexFile.Recreate(connection, fingerprint);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Write(Action change)
    {
        lock (writing)
        {
            InTransaction(change);
        }
    }

    private void InTransaction(Action change)
    {
        try
        {
            writer.InTransaction(tokens.Fingerprint, change);
        }
        catch (ForeignIndexException) when (TakeOverKey())
        {
            writer.InTransaction(tokens.Fingerprint, change);
        }
    }

    // Another process has made the index anew: its key stands where ours stood. Only the one that fits the file is taken over.
    private bool TakeOverKey()
    {
        if (presentKey() is not { } key)
        {
            return false;
        }

        var next = new BlindTokens(key);
        CryptographicOperations.ZeroMemory(key);
        if (string.Equals(next.Fingerprint, tokens.Fingerprint, StringComparison.Ordinal) || !writer.Fits(next.Fingerprint))
        {
            next.Dispose();
            return false;
        }

        tokens = next;
        return true;
    }

    private void PutOwn(IndexEntry entry)
    {
        if (!string.Equals(entry.Fingerprint, tokens.Fingerprint, StringComparison.Ordinal))
        {
            throw new ForeignIndexException();
        }

        writer.Put(entry);
    }

    private void Advance(long? applied)
    {
        if (applied is { } number)
        {
            writer.Advance(number);
        }
    }
}
