using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup.Facts;

/// <summary>Reads and writes whole rows of the records by the names the ledger gives them.</summary>
internal static class FactRows
{
    /// <summary>The row of a name.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="select">One of the table's statements for one row.</param>
    /// <param name="name">Its name.</param>
    public static StoredRow? Find(FactTable table, SqliteStatement select, RecordName name)
    {
        var parts = table.Table.Key.Count == 1 ? [name.Key] : name.Key.Split('/');
        if (parts.Length != table.Table.Key.Count)
        {
            return null;
        }

        try
        {
            // A column of numbers takes the text of one for the number.
            for (var place = 0; place < parts.Length; place++)
            {
                select.Bind(place + 1, parts[place]);
            }

            return select.Step() ? table.Table.Read(select) : null;
        }
        finally
        {
            select.Reset();
        }
    }

    /// <summary>The row of a name.</summary>
    public static StoredRow? Find(SqliteConnection records, RecordName name)
    {
        if (FactTables.Find(name.Table) is not { } table)
        {
            return null;
        }

        using var select = new SqliteStatement(records, table.SelectAnyOne);
        return Find(table, select, name);
    }

    /// <summary>
    /// Puts a row in its place as it is. Of one that is there the columns that differ are written, and no others: the database asks of a blocked
    /// record which are.
    /// </summary>
    /// <returns>What changed, for the ledger; null where nothing did.</returns>
    public static RecordImage? Put(SqliteConnection records, RecordName name, StoredRow row)
    {
        var table = FactTables.Find(name.Table)!.Table;
        var before = Find(records, name);
        var (was, isNow) = (before is null ? null : table.Of(before), table.Of(row));
        if (was == isNow)
        {
            return null;
        }

        if (before is null)
        {
            Insert(records, table, row);
        }
        else
        {
            Update(records, table, before, row);
        }

        return new RecordImage(name.Table, name.Key, was, isNow);
    }

    private static void Insert(SqliteConnection records, ImagedTable table, StoredRow row)
    {
        var columns = row.Values.Select(value => value.Column).ToList();
        var places = columns.Select((_, place) => $"?{place + 1}").ToList();
        if (table.Mark is { } mark)
        {
            columns.Add(mark);
            places.Add("0");
        }

        using var insert = new SqliteStatement(
            records, $"INSERT INTO \"{table.Name}\" ({string.Join(", ", columns.Select(Quoted))}) VALUES ({string.Join(", ", places)})");
        Bind(insert, row.Values, from: 1);
        insert.Execute();
    }

    private static void Update(SqliteConnection records, ImagedTable table, StoredRow before, StoredRow row)
    {
        var set = row.Values.Where(value => before.Find(value.Column) is not { } old || !old.IsSame(value)).ToList();
        var removed = before.Values.Where(value => row.Find(value.Column) is null).Select(value => value.Column);
        var keys = table.Key.Select(column => row.Find(column)!.Value).ToList();
        var changes = set.Select((value, place) => $"{Quoted(value.Column)} = ?{place + 1}").Concat(removed.Select(column => $"{Quoted(column)} = NULL"));
        var key = keys.Select((value, place) => $"{Quoted(value.Column)} = ?{set.Count + place + 1}");
        using var update = new SqliteStatement(records, $"UPDATE \"{table.Name}\" SET {string.Join(", ", changes)} WHERE {string.Join(" AND ", key)}");
        Bind(update, set, from: 1);
        Bind(update, keys, from: set.Count + 1);
        update.Execute();
    }

    private static void Bind(SqliteStatement statement, IEnumerable<StoredValue> values, int from)
    {
        foreach (var value in values)
        {
            _ = value.Kind switch
            {
                StoredKind.Integer => statement.Bind(from, value.Number),
                StoredKind.Text => value.Bytes.Length == 0 ? statement.Bind(from, "") : statement.BindText(from, value.Bytes),
                _ => statement.BindBlob(from, value.Bytes),
            };
            from++;
        }
    }

    private static string Quoted(string column) => $"\"{column}\"";
}
