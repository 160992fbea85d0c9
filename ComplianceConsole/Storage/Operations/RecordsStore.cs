namespace ComplianceConsole.Storage.Operations;

/// <summary>What writers of the records share: where the file is, whose turn it is, and the ledger's tree.</summary>
/// <param name="ConnectionString">Of the records' file.</param>
/// <param name="Ledger">The ledger as this process knows it.</param>
public sealed record RecordsStore(string ConnectionString, LedgerState Ledger) : IDisposable
{
    /// <summary>
    /// One writer at a time within the process: SQLite allows one anyway, and waiting here is fair where its busy timeout is not.
    /// </summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public void Dispose() => Gate.Dispose();
}
