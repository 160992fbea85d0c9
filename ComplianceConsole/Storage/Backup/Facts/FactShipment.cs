using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ComplianceConsole.Storage.Backup.Facts;

/// <summary>
/// Ships whole rows to one copy, newest wins. Which rows changed the ledger says; what stands in them now is read at the same moment, so that a
/// copy holds the rows as its ledger left them.
/// </summary>
internal sealed class FactShipment(TailFolder folder, byte[] ledgerKey)
{
    private const int MostAtOnce = 10_000;

    private long _shipped = -1;

    /// <summary>The copy's folder.</summary>
    public string Copy => folder.Copy;

    /// <summary>Ships what has changed since.</summary>
    /// <param name="records">A connection to the records, outside a transaction.</param>
    /// <returns>The size of the ledger that the copy's facts belong to now.</returns>
    /// <exception cref="IOException">The copy does not answer.</exception>
    /// <exception cref="SqliteException">The copy's file does not answer.</exception>
    public long Ship(SqliteConnection records)
    {
        using var moment = new ReadMoment(records);
        using var now = moment.Begin();
        var size = SizeOf(records);
        if (size == _shipped && File.Exists(folder.Facts))
        {
            return size;
        }

        _shipped = -1;
        try
        {
            Write(records, size);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT or raw.SQLITE_ERROR)
        {
            // It holds nothing that is not here: what is damaged is made anew.
            foreach (var part in (string[])["", "-wal", "-shm", "-journal"])
            {
                File.Delete(folder.Facts + part);
            }

            Write(records, size);
        }

        _shipped = size;
        return size;
    }

    private void Write(SqliteConnection records, long size)
    {
        using var file = FactFile.Open(folder, ledgerKey);
        using var turn = file.Begin();
        if (file.State() is { } state && state.Size <= size && LeafOf(records, state.Size) == state.Leaf)
        {
            WriteChanged(file, records, state.Size, size);
        }
        else
        {
            WriteAll(file, records);
        }

        if (LeafOf(records, size) is { } leaf)
        {
            file.Write(size, leaf);
        }

        turn.Commit();
    }

    private static void WriteAll(FactFile file, SqliteConnection records)
    {
        file.Clear();
        foreach (var table in FactTables.All)
        {
            using var rows = new SqliteStatement(records, table.SelectAll);
            file.Write(All(table, rows));
        }
    }

    private static IEnumerable<(RecordName Name, StoredRow? Row)> All(FactTable table, SqliteStatement rows)
    {
        while (rows.Step())
        {
            yield return (new RecordName(table.Table.Name, table.Table.KeyOf(rows)), table.Table.Read(rows));
        }
    }

    private static void WriteChanged(FactFile file, SqliteConnection records, long from, long size)
    {
        var changed = new HashSet<RecordName>();
        using var entries = new SqliteStatement(records, "SELECT Bytes FROM LedgerEntries WHERE \"Index\" >= ?1 AND \"Index\" < ?2 ORDER BY \"Index\"");
        entries.Bind(1, from).Bind(2, size);
        while (entries.Step())
        {
            changed.UnionWith(CanonicalEncoding.Decode(entries.Blob(0)).Images.Where(image => FactTables.Find(image.Table) is not null).Select(FactTables.NameOf));
            if (changed.Count >= MostAtOnce)
            {
                WriteChanged(file, records, changed);
                changed.Clear();
            }
        }

        WriteChanged(file, records, changed);
    }

    // In the order of their names: not even the file is to tell which came with which.
    private static void WriteChanged(FactFile file, SqliteConnection records, IEnumerable<RecordName> changed)
    {
        foreach (var names in changed.GroupBy(name => name.Table, StringComparer.Ordinal))
        {
            var table = FactTables.Find(names.Key)!;
            using var row = new SqliteStatement(records, table.SelectOne);
            file.Write(names.OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => (name, FactRows.Find(table, row, name))));
        }
    }

    private static Hash256? LeafOf(SqliteConnection records, long size)
    {
        using var leaf = new SqliteStatement(records, "SELECT LeafHash FROM LedgerEntries WHERE \"Index\" = ?1");
        return leaf.Bind(1, size - 1).Step() && leaf.Blob(0).Length == Hash256.Length ? new Hash256(leaf.Blob(0)) : null;
    }

    private static long SizeOf(SqliteConnection records)
    {
        using var size = new SqliteStatement(records, "SELECT Size FROM LedgerHeads WHERE Id = 1");
        return size.Step() ? size.Number(0) : 0;
    }
}
