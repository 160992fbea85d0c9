using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>The rows of the ledger in their order, handed over where they lie in the database's memory.</summary>
/// <param name="connection">In a read transaction.</param>
internal sealed class StoredEntries(SqliteConnection connection) : ILedgerRowSource, IDisposable
{
    private readonly SqliteStatement _rows = new(connection, "SELECT \"Index\", Bytes, LeafHash FROM LedgerEntries ORDER BY \"Index\"");
    private bool _isAtEnd;

    public void Fill(LedgerBatch batch)
    {
        while (!batch.IsFull && !_isAtEnd)
        {
            if (_rows.Step())
            {
                batch.Add(_rows.Number(0), Bytes(1), Bytes(2));
            }
            else
            {
                _isAtEnd = true;
            }
        }
    }

    public void Dispose() => _rows.Dispose();

    // What is no BLOB any more is no entry, and is told as one that cannot be read.
    private ReadOnlySpan<byte> Bytes(int column) => _rows.IsBlob(column) ? _rows.Blob(column) : [];
}
