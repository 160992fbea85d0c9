using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Remembers the ledger's highest head in the keyring, at most once a second and at the end, so that a cut-off tail is found. It trails
/// the records by at most that second: a second durable write for each entry would double the cost of every read.
/// </summary>
public sealed partial class HeadMemory(StoreFiles files, RecordsStore store, TimeProvider time, ILogger<HeadMemory> logger)
    : BackgroundService
{
    private long _remembered;

    /// <summary>Writes the head now, where it has grown.</summary>
    public void Remember()
    {
        if (store.Ledger.Head is not { } head || head.Size <= Interlocked.Read(ref _remembered))
        {
            return;
        }

        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO RememberedHeads (Id, Size, Root, Tag) VALUES (1, $size, $root, $tag)
            ON CONFLICT (Id) DO UPDATE SET Size = $size, Root = $root, Tag = $tag WHERE Size < $size
            """;
        command.Parameters.AddWithValue("$size", head.Size);
        command.Parameters.AddWithValue("$root", head.Root.ToArray());
        command.Parameters.AddWithValue("$tag", head.Tag.ToArray());
        command.ExecuteNonQuery();
        Interlocked.Exchange(ref _remembered, head.Size);
    }

    /// <summary>The head remembered last; null in a new keyring.</summary>
    public static LedgerHead? Read(StoreFiles files)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Size, Root, Tag FROM RememberedHeads WHERE Id = 1";
        using var row = command.ExecuteReader();
        return row.Read()
            ? new LedgerHead(row.GetInt64(0), new Hash256((byte[])row[1]), new Hash256((byte[])row[2]))
            : null;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TryRemember();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                TryRemember();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; the last head is written by StopAsync.
        }
    }

    private void TryRemember()
    {
        try
        {
            Remember();
        }
        catch (SqliteException error)
        {
            LogFailure(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The ledger's head could not be remembered in the keyring; it will be tried again.")]
    private partial void LogFailure(Exception error);
}
