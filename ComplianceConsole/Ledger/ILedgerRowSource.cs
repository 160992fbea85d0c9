namespace ComplianceConsole.Ledger;

/// <summary>
/// Stored entries in order of index, handed over a batch at a time so that rows need not become objects. A source that reads a
/// database fills the batch with the bytes where they lie.
/// </summary>
public interface ILedgerRowSource
{
    /// <summary>Adds rows with <see cref="LedgerBatch.Add"/> while the batch is not full and there are rows.</summary>
    void Fill(LedgerBatch batch);
}
