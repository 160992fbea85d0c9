using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage;

/// <summary>
/// Refuses stores that a newer version of the program has migrated: what this one does not know it could not keep whole. The search index
/// is derived and not asked.
/// </summary>
internal static class StoreAge
{
    /// <summary>Looks at the stores without changing anything; those that are missing are in order.</summary>
    /// <exception cref="StoreException">A store knows a migration that this program does not.</exception>
    public static void RefuseNewer(StoreFiles files)
    {
        using var keyring = new SqliteKeyringContext(new DbContextOptionsBuilder<SqliteKeyringContext>().UseSqlite("Data Source=").Options);
        using var records = new SqliteRecordsContext(new DbContextOptionsBuilder<SqliteRecordsContext>().UseSqlite("Data Source=").Options);
        if (IsNewer(files.Keyring, files.Patience, keyring) || IsNewer(files.Records, files.Patience, records))
        {
            throw new StoreException(
                $"The stores in '{files.Directory}' were written by a newer version of this program; run that version, or give another Data:Directory. Nothing was changed.");
        }
    }

    /// <summary>Whether a newer version has written a file of records.</summary>
    /// <exception cref="SqliteException">It is none.</exception>
    public static bool IsNewerRecords(string file)
    {
        using var records = new SqliteRecordsContext(new DbContextOptionsBuilder<SqliteRecordsContext>().UseSqlite("Data Source=").Options);
        return IsNewer(file, SqliteStore.Patience, records);
    }

    private static bool IsNewer(string file, int patience, DbContext known)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            return false;
        }

        // Read only, and not kept open: the connections that follow come under the rules of writing.
        var way = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = patience };
        using var connection = new SqliteConnection(way.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'";
        if ((long)command.ExecuteScalar()! == 0)
        {
            return false;
        }

        var migrations = known.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory";
        using var applied = command.ExecuteReader();
        while (applied.Read())
        {
            if (!migrations.Contains(applied.GetString(0)))
            {
                return true;
            }
        }

        return false;
    }
}
