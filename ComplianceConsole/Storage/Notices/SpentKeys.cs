using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Notices;

/// <summary>Finds keys of notices that were delivered, taken back or never committed: a crash may have left them behind.</summary>
internal static class SpentKeys
{
    /// <summary>Numbers of the keys that no waiting notice needs.</summary>
    /// <param name="db">The records. To act on what is found, ask again under the records' write lock.</param>
    /// <param name="files">Where the keyring lies.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static async Task<IReadOnlyList<long>> FindAsync(RecordsContext db, StoreFiles files, CancellationToken cancellation)
    {
        var held = Held(files);
        if (held.Count == 0)
        {
            return [];
        }

        var needed = await db.Notices.Where(row => row.Content != null).Select(row => row.Id).ToHashSetAsync(cancellation);
        var kept = await db.KeptKeys.Where(row => row.Kind == KeyHolder.Notice).Select(row => row.Id).ToHashSetAsync(cancellation);
        return held.FindAll(id => !needed.Contains(id) && !kept.Contains(id));
    }

    private static List<long> Held(StoreFiles files)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Id FROM HolderKeys WHERE Kind = $kind ORDER BY Id";
        command.Parameters.AddWithValue("$kind", (int)KeyHolder.Notice);
        var found = new List<long>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(rows.GetInt64(0));
        }

        return found;
    }
}
