using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// The rows that a restoration leaves otherwise than the ledger last recorded them: the entries behind the backup vouch for changes that the
/// backup does not have. Each is named, from what it was to what it is, so that the ledger says what was lost and goes on vouching for every row.
/// </summary>
internal static class SetBackRows
{
    /// <summary>Finds them, ordered by table and key.</summary>
    public static IReadOnlyList<RecordImage> Find(SqliteConnection records, TailChanges tail, CancellationToken cancellation)
    {
        var left = tail.Rows.ToDictionary();
        var found = new List<RecordImage>();
        foreach (var table in ImagedTables.All.Where(table => tail.Rows.Keys.Any(name => Is(table, name))))
        {
            using var row = new SqliteStatement(records, table.Select);
            while (row.Step())
            {
                cancellation.ThrowIfCancellationRequested();
                var name = new RecordName(table.Name, table.KeyOf(row));
                if (left.Remove(name, out var recorded) && table.Of(row) is var image && image != recorded)
                {
                    found.Add(new RecordImage(name.Table, name.Key, recorded, image));
                }
            }
        }

        found.AddRange(left.Where(row => row.Value is not null).Select(row => new RecordImage(row.Key.Table, row.Key.Key, row.Value, After: null)));
        return [.. found.OrderBy(image => image.Table, StringComparer.Ordinal).ThenBy(image => image.Key, StringComparer.Ordinal)];
    }

    private static bool Is(ImagedTable table, RecordName name) => string.Equals(table.Name, name.Table, StringComparison.Ordinal);
}
