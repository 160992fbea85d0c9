using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Compares a list that is derived from the ledger with the entries: none may be missing from it, none may stand there besides.</summary>
/// <param name="connection">In a read transaction.</param>
/// <param name="table">The list's table.</param>
/// <param name="column">Its column of numbers; the other is <c>EntryIndex</c>.</param>
/// <param name="numbers">The numbers under which an entry is to be listed, each once.</param>
internal sealed class Listing(SqliteConnection connection, string table, string column, Func<LedgerEntry, IEnumerable<long>> numbers) : IDisposable
{
    private readonly SqliteStatement _one = new(connection, $"SELECT 1 FROM {table} WHERE {column} = ?1 AND EntryIndex = ?2");
    private long _listed;

    /// <summary>Whether an entry is listed under all its numbers.</summary>
    public bool Has(LedgerEntry entry)
    {
        foreach (var number in numbers(entry))
        {
            var found = _one.Bind(1, number).Bind(2, entry.Index).Step();
            _one.Reset();
            if (!found)
            {
                return false;
            }

            _listed++;
        }

        return true;
    }

    /// <summary>The first index that is listed under a number its entry does not name; null where there is none. Asked after all entries.</summary>
    public long? FirstTooMany(SqliteTransaction snapshot)
    {
        using var command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        if ((long)command.ExecuteScalar()! == _listed)
        {
            return null;
        }

        command.CommandText =
            $"""
            SELECT list.EntryIndex, list.{column}, entry.Bytes
            FROM {table} list LEFT JOIN LedgerEntries entry ON entry."Index" = list.EntryIndex
            ORDER BY list.EntryIndex
            """;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (row[2] is not byte[] bytes || !numbers(CanonicalEncoding.Decode(bytes)).Contains(row.GetInt64(1)))
            {
                return row.GetInt64(0);
            }
        }

        return null;
    }

    public void Dispose() => _one.Dispose();
}
