using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>What writers of the records share: where the file is, whose turn it is, and the ledger's tree.</summary>
/// <param name="ConnectionString">Of the records' file.</param>
/// <param name="Ledger">The ledger as this process knows it.</param>
public sealed record RecordsStore(string ConnectionString, LedgerState Ledger) : IDisposable
{
    private const int PagesACommit = 4;

    private readonly SubjectReaders _readers = new(ConnectionString);
    private readonly Checkpoints _checkpoints = new(ConnectionString);
    private RecordsWriter? _writer;
    private long _changes;

    /// <summary>
    /// One writer at a time within the process: SQLite allows one anyway, and waiting here is fair where its busy timeout is not.
    /// </summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Reads subjects' rows without a turn.</summary>
    internal SubjectReaders Readers => _readers;

    /// <summary>The writer; for whoever holds the gate.</summary>
    internal RecordsWriter Writer => _writer ??= new RecordsWriter(this);

    /// <summary>How far the records have come, for whoever wants to know later what was changed since.</summary>
    internal RecordsMoment Moment() => new(Volatile.Read(ref _changes), Ledger.Head?.Size ?? 0);

    /// <summary>Whether this process has changed any subject since a moment.</summary>
    internal bool HasChangedSince(RecordsMoment moment) => Volatile.Read(ref _changes) != moment.Changes;

    /// <summary>Notes that a change of subjects was committed.</summary>
    internal void NoteChange() => Interlocked.Increment(ref _changes);

    public void Dispose()
    {
        _writer?.Dispose();
        _checkpoints.Dispose();
        _readers.Dispose();
        Gate.Dispose();
    }

    /// <summary>Takes in what was just committed with these entries at its end. For whoever holds the gate.</summary>
    internal void Adopt(CompactRange range, LedgerHead head)
    {
        var entries = range.Size - Ledger.Known.Range.Size;
        Ledger.Adopt(range, head);

        // An entry writes about a page of its own, in the list of who was looked at; the rest of a commit a few more.
        _checkpoints.Count((int)Math.Min(entries, int.MaxValue / 2) + PagesACommit);
    }

    /// <summary>Lets a writer go whose connection may have caused a failure; the next turn opens another. For whoever holds the gate.</summary>
    internal void DropWriter()
    {
        var writer = _writer;
        _writer = null;
        writer?.Dispose();
    }
}

/// <summary>How far the records have come.</summary>
/// <param name="Changes">How many changes of subjects this process has committed.</param>
/// <param name="Size">How many entries the ledger has at least, whoever wrote them.</param>
internal readonly record struct RecordsMoment(long Changes, long Size);
