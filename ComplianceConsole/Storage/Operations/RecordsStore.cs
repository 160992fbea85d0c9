namespace ComplianceConsole.Storage.Operations;

/// <summary>What writers of the records share: where the file is, whose turn it is, and the ledger's tree.</summary>
/// <param name="ConnectionString">Of the records' file.</param>
/// <param name="Ledger">The ledger as this process knows it.</param>
public sealed record RecordsStore(string ConnectionString, LedgerState Ledger) : IDisposable
{
    private readonly SubjectReaders _readers = new(ConnectionString);
    private RecordsWriter? _writer;

    /// <summary>
    /// One writer at a time within the process: SQLite allows one anyway, and waiting here is fair where its busy timeout is not.
    /// </summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>Reads subjects' rows without a turn.</summary>
    internal SubjectReaders Readers => _readers;

    /// <summary>The writer; for whoever holds the gate.</summary>
    internal RecordsWriter Writer => _writer ??= new RecordsWriter(this);

    public void Dispose()
    {
        _writer?.Dispose();
        _readers.Dispose();
        Gate.Dispose();
    }

    /// <summary>Lets a writer go whose connection may have caused a failure; the next turn opens another. For whoever holds the gate.</summary>
    internal void DropWriter()
    {
        var writer = _writer;
        _writer = null;
        writer?.Dispose();
    }
}
