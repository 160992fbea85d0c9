using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>
/// The file of a live copy, open for one turn. It is opened anew each time, by its name: a connection that stays open would go on writing a file
/// whose folder was taken away or put elsewhere, and call that a copy.
/// </summary>
internal sealed class CopyFile : IDisposable
{
    private const int Patience = 5;

    /// <summary>So many keys are compared in a fraction of a second, while whoever changes the keyring waits.</summary>
    private const long Few = 20_000;

    private readonly string _keyring;
    private bool _knowsKeyring;

    private CopyFile(SqliteConnection connection, string keyring) => (Connection, _keyring) = (connection, keyring);

    public SqliteConnection Connection { get; }

    /// <summary>The transaction, once <see cref="BringUpTo"/> has begun it.</summary>
    public SqliteTransaction? Transaction { get; private set; }

    /// <summary>Opens a copy that is there.</summary>
    /// <param name="file">The copy.</param>
    /// <param name="keyring">The keyring's own file.</param>
    /// <exception cref="CopyException">It is not there.</exception>
    public static CopyFile Open(string file, string keyring)
    {
        if (!File.Exists(file))
        {
            throw Directory.Exists(Path.GetDirectoryName(file))
                ? new CopyException(CopyStanding.Lost, $"The file '{file}' is not there.")
                : new CopyException(CopyStanding.Away, $"The folder of '{file}' is not there.");
        }

        // SQLite writes a readable file as far as it may, and finds out late.
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
        }

        var way = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = Patience, Pooling = false, Mode = SqliteOpenMode.ReadWrite };
        return new CopyFile(SqliteStore.Open(way.ToString()), keyring);
    }

    /// <summary>Makes an empty copy, or gives one of an earlier version the tables of this one.</summary>
    public static void Prepare(string file, bool makesNew)
    {
        if (!File.Exists(file) && !makesNew)
        {
            return;
        }

        OwnerOnly.CreateFile(file);
        var way = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = Patience, Pooling = false };
        using var context = new SqliteKeyringContext(
            new DbContextOptionsBuilder<SqliteKeyringContext>().UseSqlite(way.ToString()).AddInterceptors(SqliteRulesInterceptor.Instance).Options);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = context.Database.GetAppliedMigrations().ToList();
        if (applied.Exists(one => !known.Contains(one)))
        {
            throw new CopyException(CopyStanding.Foreign, $"The file '{file}' was written by a newer version of this program.");
        }

        if (applied.Count < known.Count)
        {
            if (applied.Count == 0 && HasTables(context))
            {
                throw new CopyException(CopyStanding.Foreign, $"The file '{file}' is no copy of a keyring.");
            }

            context.Database.ExecuteSql($"DROP TABLE IF EXISTS __EFMigrationsLock");
            context.Database.Migrate();
        }
    }

    /// <summary>
    /// Takes the copy's write lock, and brings the copy to where the keyring stands. Whoever changes the keyring holds that one's lock already;
    /// nobody takes them the other way round.
    /// </summary>
    /// <param name="from">The number of the change the keyring stands at; null: read it.</param>
    /// <param name="comparing">Told before a comparison, which may take long.</param>
    /// <returns>That number.</returns>
    /// <exception cref="CopyException">It is no copy of this keyring, or ahead of it.</exception>
    public long BringUpTo(long? from, Action? comparing)
    {
        if (from is null || Generation("main") != from)
        {
            KnowKeyring();
        }

        Lock();
        if (from is not null && !_knowsKeyring && Generation("main") != from)
        {
            Transaction!.Dispose();
            KnowKeyring();
            Lock();
        }

        if (!_knowsKeyring)
        {
            return from!.Value;
        }

        var wanted = from ?? Generation("source");
        var isNew = Number("SELECT COUNT(*) FROM main.Secrets") == 0;
        if (!isNew && Number("SELECT (SELECT Identity FROM main.KeyringStates) IS (SELECT Identity FROM source.KeyringStates)") == 0)
        {
            throw new CopyException(CopyStanding.Foreign, "The file is a copy of another keyring.");
        }

        var has = Generation("main");
        if (!isNew && (has > wanted || CopyDifference.HasForeignTombstone(Connection)))
        {
            throw new CopyException(CopyStanding.Ahead, "The copy knows changes that the keyring does not.");
        }

        if (from is not null && has != wanted && Number("SELECT MAX(rowid) FROM source.HolderKeys") > Few)
        {
            throw new CopyException(CopyStanding.Away, "The copy has missed changes, and is compared when nobody waits for it.");
        }

        if (isNew || has != wanted)
        {
            comparing?.Invoke();
            CopyDifference.Close(Connection, isNew);
        }

        return wanted;
    }

    /// <summary>Whether the copy has seen the change at which the keyring stands.</summary>
    public bool IsInStep()
    {
        KnowKeyring();
        return Generation("main") == Generation("source");
    }

    /// <summary>Says which change the copy has, which is written with it.</summary>
    public void SetGeneration(long generation)
    {
        using var set = new SqliteStatement(Connection, "UPDATE main.KeyringStates SET Generation = ?1");
        set.Bind(1, generation).Execute();
    }

    public void Dispose()
    {
        Transaction?.Dispose();
        Connection.Dispose();
    }

    private void KnowKeyring()
    {
        if (!_knowsKeyring)
        {
            using var attach = Connection.CreateCommand();
            attach.CommandText = "ATTACH DATABASE $keyring AS source";
            attach.Parameters.AddWithValue("$keyring", _keyring);
            attach.ExecuteNonQuery();
            _knowsKeyring = true;
        }
    }

    // Deferred, and then written to: beginning at once would lock the keyring too, which whoever changes it holds.
    private void Lock()
    {
        Transaction = Connection.BeginTransaction(deferred: true);
        using var write = new SqliteStatement(Connection, "UPDATE main.KeyringStates SET Generation = Generation");
        write.Execute();
    }

    private long Generation(string schema) => Number($"SELECT Generation FROM {schema}.KeyringStates");

    private long Number(string sql)
    {
        using var read = new SqliteStatement(Connection, sql);
        return read.Step() ? read.Number(0) : 0;
    }

    private static bool HasTables(SqliteKeyringContext context) =>
        context.Database.SqlQuery<long>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\'").Single() > 0;
}
