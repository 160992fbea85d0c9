using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>The heads of the ledger that are remembered outside the records.</summary>
internal static class RememberedHeads
{
    /// <summary>The head a keyring's file remembers; null where there is no file, or none in it.</summary>
    public static LedgerHead? In(string keyring)
    {
        if (new FileInfo(keyring) is not { Exists: true, Length: > 0 })
        {
            return null;
        }

        try
        {
            using var connection = new SqliteConnection(BackupFolder.ReadOnly(keyring));
            connection.Open();
            using var row = new SqliteStatement(connection, "SELECT Size, Root, Tag FROM RememberedHeads WHERE Id = 1");
            return row.Step() && row.Blob(1).Length == Hash256.Length && row.Blob(2).Length == Hash256.Length
                ? new LedgerHead(row.Number(0), new Hash256(row.Blob(1)), new Hash256(row.Blob(2)))
                : null;
        }
        catch (SqliteException)
        {
            // A copy that cannot be read remembers nothing that could be relied on.
            return null;
        }
    }

    /// <summary>Remembers a head in place of whatever was remembered: for a ledger that begins anew.</summary>
    public static void Replace(StoreFiles files, LedgerHead head)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var write = new SqliteStatement(
            connection,
            "INSERT INTO RememberedHeads (Id, Size, Root, Tag) VALUES (1, ?1, ?2, ?3) ON CONFLICT (Id) DO UPDATE SET Size = ?1, Root = ?2, Tag = ?3");
        write.Bind(1, head.Size).BindBlob(2, head.Root.AsSpan()).BindBlob(3, head.Tag.AsSpan()).Execute();
    }
}
