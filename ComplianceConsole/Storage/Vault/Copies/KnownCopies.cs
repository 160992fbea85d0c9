using ComplianceConsole.Storage.Sqlite;

namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>
/// Which copies of the keyring were made once. A file that is not there any more is then no reason to make it: most likely its disk is not
/// mounted, and a copy in the empty folder would lie on the disk it is to protect from.
/// </summary>
internal static class KnownCopies
{
    public static bool Knows(string keyring, string file)
    {
        using var connection = SqliteStore.Open(keyring);
        using var known = connection.CreateCommand();
        known.CommandText = "SELECT EXISTS (SELECT 1 FROM KnownCopies WHERE File = $file)";
        known.Parameters.AddWithValue("$file", file);
        return (long)known.ExecuteScalar()! == 1;
    }

    public static void Remember(string keyring, string file)
    {
        if (!Knows(keyring, file))
        {
            Run(keyring, "INSERT OR IGNORE INTO KnownCopies (File) VALUES ($file)", file);
        }
    }

    public static void Forget(string keyring, string file) => Run(keyring, "DELETE FROM KnownCopies WHERE File = $file", file);

    private static void Run(string keyring, string sql, string file)
    {
        using var connection = SqliteStore.Open(keyring);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$file", file);
        command.ExecuteNonQuery();
    }
}
