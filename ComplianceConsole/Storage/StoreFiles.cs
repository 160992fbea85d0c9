using ComplianceConsole.Storage.Sqlite;

namespace ComplianceConsole.Storage;

/// <summary>Where the stores lie.</summary>
/// <param name="Directory">The data directory.</param>
/// <param name="RootKey">The root key's file.</param>
public sealed record StoreFiles(string Directory, string RootKey)
{
    /// <summary>Further files of the root key.</summary>
    public IReadOnlyList<string> MoreRootKeys { get; init; } = [];

    /// <summary>The records' file.</summary>
    public string Records => Path.Combine(Directory, "console.db");

    /// <summary>The keyring's file.</summary>
    public string Keyring => Path.Combine(Directory, "keys.db");

    /// <summary>The search index's file; derived, and made anew when it is missing.</summary>
    public string Search => Path.Combine(Directory, "search.db");

    /// <summary>An empty file that is locked while stores are migrated.</summary>
    public string MigrationLock => Path.Combine(Directory, "migration.lock");

    /// <summary>
    /// The file of the jobs' schedule. It holds no personal data and nothing that cannot be made anew: kept apart so that the scheduler's own
    /// writing never waits for the records, nor they for it.
    /// </summary>
    public string Jobs => Path.Combine(Directory, "jobs.db");

    /// <summary>How many seconds to wait for another process that holds a store.</summary>
    public int Patience { get; init; } = SqliteStore.Patience;

    internal string RecordsConnection => SqliteStore.ConnectionString(Records, Patience);

    internal string KeyringConnection => SqliteStore.ConnectionString(Keyring, Patience);
}
