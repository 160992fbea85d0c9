namespace ComplianceConsole.Storage.Search;

/// <summary>
/// Many entries on their way into the index, 20,000 to a transaction, without waiting for the disk at each. One thread adds; others may
/// prepare the entries. Left without <see cref="Complete"/>, the index counts as incomplete and is to be rebuilt.
/// </summary>
public sealed class SearchBulk : IDisposable
{
    /// <summary>How many entries go into one transaction.</summary>
    public const int EntriesPerTransaction = 20_000;

    private readonly SearchIndex index;
    private readonly string token;
    private readonly bool isRebuild;
    private readonly List<IndexEntry> waiting = new(EntriesPerTransaction);
    private bool completed;

    internal SearchBulk(SearchIndex index, string token, bool isRebuild)
    {
        this.index = index;
        this.token = token;
        this.isRebuild = isRebuild;
    }

    /// <summary>How many entries have been written.</summary>
    public long Written { get; private set; }

    /// <summary>
    /// Adds an entry. One prepared under another key than the index has now is left out: the rebuild that changed the key, or what is applied
    /// after it, takes that subject in. In a rebuild a subject that is already there stays as it is: it was written later than the rebuild read it.
    /// </summary>
    public void Add(IndexEntry entry)
    {
        ObjectDisposedException.ThrowIf(completed, this);
        waiting.Add(entry);
        if (waiting.Count == EntriesPerTransaction)
        {
            Flush();
        }
    }

    /// <summary>Writes what is waiting now, so that it can be found.</summary>
    public void Flush()
    {
        if (waiting.Count > 0)
        {
            index.WriteBulk(waiting, isRebuild);
            Written += waiting.Count;
            waiting.Clear();
        }
    }

    /// <summary>Writes the rest, waits for the disk and notes how many ledger entries the index has taken in.</summary>
    /// <param name="applied">
    /// For a rebuild the size of the ledger before its first row was read: everything later is then applied once more, which does no harm
    /// and takes out again who was destroyed meanwhile.
    /// </param>
    /// <returns>False where the index has been emptied meanwhile by another rebuild; that one then counts.</returns>
    public bool Complete(long applied)
    {
        ObjectDisposedException.ThrowIf(completed, this);
        Flush();
        completed = true;
        return index.CompleteBulk(token, applied, isRebuild);
    }

    /// <summary>Lets go of what is waiting. Nothing is undone.</summary>
    public void Dispose()
    {
        completed = true;
        waiting.Clear();
    }
}
