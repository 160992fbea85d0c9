using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Search;

/// <summary>
/// An index that is being made under a new key, in the same file, beside the one that answers. Left without <see cref="Promote"/> it leaves
/// nothing behind. For one thread at a time, but for <see cref="Prepare"/>.
/// </summary>
public sealed class SearchRenewal : IDisposable
{
    private readonly SearchIndex _index;
    private readonly SqliteConnection _connection;
    private readonly IndexWriter _writer;
    private readonly BlindTokens _tokens;
    private bool _isPromoted;

    internal SearchRenewal(SearchIndex index, string path, ReadOnlySpan<byte> newKey)
    {
        (_index, _tokens) = (index, new BlindTokens(newKey));
        _connection = IndexFile.Open(path);
        IndexFile.Recreate(_connection, _tokens.Fingerprint, IndexFile.Next);
        _writer = new IndexWriter(_connection, IndexFile.Next);
    }

    /// <summary>The entry of a document under the new key. May run on any thread.</summary>
    public IndexEntry Prepare(SearchDocument document) => _tokens.Entry(document);

    /// <summary>Writes entries, each in place of the subject's old one, in one transaction; the disk is not waited for.</summary>
    public void Put(IEnumerable<IndexEntry> entries) =>
        Unsynced(() => _writer.InTransaction(_tokens.Fingerprint, () => _writer.WriteAll(entries, onlyMissing: false)));

    /// <summary>Takes subjects out.</summary>
    public void Remove(IEnumerable<long> subjects) =>
        _writer.InTransaction(
            _tokens.Fingerprint,
            () =>
            {
                foreach (var subject in subjects)
                {
                    _writer.Remove(subject);
                }
            });

    /// <summary>Puts it in the place of the one that answered, in one step; what that one held is overwritten.</summary>
    /// <param name="applied">How many ledger entries it has taken in.</param>
    /// <param name="destroyed">How many subjects had been destroyed when its key was made.</param>
    public void Promote(long applied, long destroyed)
    {
        // All of it is on the disk before it counts.
        _writer.Scrub();
        _writer.Synchronous("FULL");
        _index.Promote(_tokens, () => IndexFile.Promote(_connection, applied, destroyed));
        _isPromoted = true;
    }

    public void Dispose()
    {
        _writer.Dispose();
        if (!_isPromoted)
        {
            _tokens.Dispose();
        }
    }

    /// <summary>Takes away what was begun.</summary>
    public void Abandon()
    {
        if (!_isPromoted)
        {
            IndexFile.DropNext(_connection);
        }
    }

    private void Unsynced(Action write)
    {
        _writer.Synchronous("OFF");
        try
        {
            write();
        }
        finally
        {
            _writer.Synchronous("NORMAL");
        }
    }
}
