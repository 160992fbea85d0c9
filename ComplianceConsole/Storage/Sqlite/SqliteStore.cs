using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>
/// The rules every SQLite connection of the console follows, said once: durable commits, freed bytes overwritten,
/// nothing spilled to temporary files.
/// </summary>
public static class SqliteStore
{
    /// <summary>How many seconds a writer waits for another process before it gives up.</summary>
    public const int Patience = 30;

    // In milliseconds.
    private const int TruncationPatience = 200;

    private const string Rules =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA temp_store = MEMORY;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -16384;
        PRAGMA mmap_size = 0;
        """;

    // A pooled connection comes back with the rules it left with; asking again would cost more than most queries.
    private static readonly ConditionalWeakTable<sqlite3, object> Ruled = [];

    private static readonly string UsualRules = RulesOf(Patience);

    /// <summary>The connection string of a store's file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="patience">How many seconds to wait for another process.</param>
    public static string ConnectionString(string file, int patience = Patience) =>
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = patience, Pooling = true }.ToString();

    /// <summary>Opens a connection under the rules.</summary>
    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        Apply(connection);
        return connection;
    }

    /// <summary>Locks a file against other processes and other callers until the connection is disposed or the process ends, however it ends.</summary>
    /// <param name="file">A file of nothing else, made where there is none; it stays empty.</param>
    /// <param name="patience">How many seconds to wait.</param>
    /// <exception cref="SqliteException">Somebody else held it for longer.</exception>
    public static SqliteConnection Exclusive(string file, int patience)
    {
        var way = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = patience, Pooling = false };
        var connection = new SqliteConnection(way.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Moves what was written into the file and empties the log beside it, so that overwritten bytes stand in neither. While it waits for a reader
    /// nobody else can write: so it waits for a moment alone.
    /// </summary>
    /// <returns>Whether nobody was reading meanwhile; where somebody was, the next call does it.</returns>
    public static bool TruncateLog(string connectionString)
    {
        using var connection = Open(connectionString);
        return TruncateLog(connection);
    }

    /// <inheritdoc cref="TruncateLog(string)"/>
    internal static bool TruncateLog(SqliteConnection connection)
    {
        raw.sqlite3_busy_timeout(connection.Handle, TruncationPatience);
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA main.wal_checkpoint(TRUNCATE)";
            using var answer = command.ExecuteReader();
            return answer.Read() && answer.GetInt64(0) == 0;
        }
        finally
        {
            raw.sqlite3_busy_timeout(connection.Handle, connection.DefaultTimeout * 1_000);
        }
    }

    /// <summary>Ends a transaction without effect. After some failures, a full disk among them, SQLite has done so by itself.</summary>
    internal static void Rollback(SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "ROLLBACK";
            command.ExecuteNonQuery();
        }
    }

    internal static void Apply(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (Ruled.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        var patience = ((SqliteConnection)connection).DefaultTimeout;
        command.CommandText = patience == Patience ? UsualRules : RulesOf(patience);
        command.ExecuteNonQuery();
        Ruled.TryAdd(handle, Rules);
    }

    // The wait comes first: the other rules need the file too.
    private static string RulesOf(int patience) =>
        string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {patience * 1_000};\n{Rules}");
}

/// <summary>Applies the rules to every connection that EF Core opens.</summary>
public sealed class SqliteRulesInterceptor : DbConnectionInterceptor
{
    /// <summary>The one instance.</summary>
    public static readonly SqliteRulesInterceptor Instance = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        SqliteStore.Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        SqliteStore.Apply(connection);
        return Task.CompletedTask;
    }
}
