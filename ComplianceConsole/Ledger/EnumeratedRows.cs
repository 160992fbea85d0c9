namespace ComplianceConsole.Ledger;

/// <summary>Rows of an enumeration as a source of batches.</summary>
internal sealed class EnumeratedRows(IEnumerable<LedgerRow> rows) : ILedgerRowSource, IDisposable
{
    private readonly IEnumerator<LedgerRow> rows = rows.GetEnumerator();

    public void Fill(LedgerBatch batch)
    {
        while (!batch.IsFull && rows.MoveNext())
        {
            batch.Add(rows.Current.Index, rows.Current.Canonical.Span, rows.Current.LeafHash.Span);
        }
    }

    public void Dispose() => rows.Dispose();
}
