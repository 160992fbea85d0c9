using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup;
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
    private readonly Lock _lock = new();
    private long _remembered;
    private bool _isKnownToContain;
    private bool _isForeign;

    /// <summary>
    /// Writes the head now, where it has grown. A ledger that does not contain what is remembered is never remembered in its place: however
    /// long it grows, the trace of what was cut off stays.
    /// </summary>
    public void Remember()
    {
        lock (_lock)
        {
            if (store.Ledger.Head is { } head && head.Size > _remembered && ContainsRemembered())
            {
                Write(head);
            }
        }
    }

    private void Write(LedgerHead head)
    {
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
        _remembered = head.Size;
    }

    // Asked once: from then on the ledger of this process grows from what it has seen.
    private bool ContainsRemembered()
    {
        if (_isForeign || _isKnownToContain)
        {
            return !_isForeign;
        }

        _isKnownToContain = Read(files) is not { } remembered || Contains(remembered) || WasGivenUp(remembered);
        if (!_isKnownToContain)
        {
            _isForeign = true;
            LogForeign();
        }

        return _isKnownToContain;
    }

    // A loss was accepted, and a crash kept the keyring from learning it.
    private bool WasGivenUp(LedgerHead remembered)
    {
        using var connection = SqliteStore.Open(store.ConnectionString);
        if (!LedgerOrigins.GiveUp(connection, remembered))
        {
            return false;
        }

        RememberedHeads.Replace(files, store.Ledger.Head!);
        return true;
    }

    private bool Contains(LedgerHead remembered)
    {
        using var connection = SqliteStore.Open(store.ConnectionString);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT LeafHash FROM LedgerEntries WHERE \"Index\" < $size ORDER BY \"Index\"";
        command.Parameters.AddWithValue("$size", remembered.Size);
        using var row = command.ExecuteReader();
        var range = new CompactRange();
        while (row.Read() && row[0] is byte[] { Length: Hash256.Length } leaf)
        {
            range.Append(new Hash256(leaf));
        }

        return range.Size == remembered.Size && range.Root() == remembered.Root && store.Ledger.Authenticator.IsGenuine(remembered);
    }

    /// <summary>The head remembered last; null in a new keyring. One that was damaged comes back as no genuine head.</summary>
    public static LedgerHead? Read(StoreFiles files)
    {
        using var connection = SqliteStore.Open(files.KeyringConnection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Size, Root, Tag FROM RememberedHeads WHERE Id = 1";
        using var row = command.ExecuteReader();
        return row.Read()
            ? new LedgerHead(row.GetInt64(0), ReadHash(row[1]), ReadHash(row[2]))
            : null;

        static Hash256 ReadHash(object stored) => stored is byte[] { Length: Hash256.Length } bytes ? new Hash256(bytes) : default;
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

    [LoggerMessage(LogLevel.Critical, "The ledger does not contain the head remembered in the keyring: it was cut off or replaced. Run 'verify'.")]
    private partial void LogForeign();

    [LoggerMessage(LogLevel.Warning, "The ledger's head could not be remembered in the keyring; it will be tried again.")]
    private partial void LogFailure(Exception error);
}
