using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>A keyring's file as a restoration finds it, before anything is replaced: whose it is, how far it has come, and whether it opens.</summary>
internal sealed class FoundKeyring
{
    private readonly string _identity;
    private readonly long _generation;
    private readonly HashSet<(long Kind, long Id)> _tombstones = [];

    private FoundKeyring(string file, SqliteConnection connection)
    {
        File = file;
        using (var state = new SqliteStatement(connection, "SELECT Identity, Generation FROM KeyringStates"))
        {
            (_identity, _generation) = state.Step() ? (Convert.ToHexString(state.Blob(0)), state.Number(1)) : ("", 0);
        }

        using var tombstones = new SqliteStatement(connection, "SELECT Kind, Id FROM Tombstones");
        while (tombstones.Step())
        {
            _tombstones.Add((tombstones.Number(0), tombstones.Number(1)));
        }
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Reads a file; null where it is none of a keyring that was ever used, or is damaged.</summary>
    public static FoundKeyring? In(string file)
    {
        if (new FileInfo(file) is not { Exists: true, Length: > 0 })
        {
            return null;
        }

        try
        {
            using var connection = Open(file);
            using var planted = new SqliteStatement(connection, "SELECT 1 FROM Secrets LIMIT 1");
            return planted.Step() ? new FoundKeyring(file, connection) : null;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>The one that has come furthest; null where there is none.</summary>
    public static FoundKeyring? Furthest(IEnumerable<FoundKeyring> keyrings) => keyrings.MaxBy(one => one._generation);

    /// <summary>Whether another is of another console, or knows changes that this one does not: nothing entered since would open with this one.</summary>
    public bool StaysBehind(FoundKeyring other) =>
        !string.Equals(_identity, other._identity, StringComparison.Ordinal) || other._generation > _generation || !other._tombstones.IsSubsetOf(_tombstones);

    /// <summary>Whether one of the root keys that stand anywhere opens it.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public bool Opens(RootKeys roots)
    {
        using var connection = Open(File);
        return Keyring.IsOpenedBy(connection, roots);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(BackupFolder.ReadOnly(file));
        connection.Open();
        return connection;
    }
}
