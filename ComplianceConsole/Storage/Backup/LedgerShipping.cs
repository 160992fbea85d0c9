using System.Security.Cryptography;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Ships the ledger's tail and the tombstones to the folders of <c>Keyring:Copies</c>, each second and at the end, so that a backup of the
/// records, however old, can be told from the whole and brings nobody back who was destroyed. What is shipped says in the clear what the ledger
/// does: numbers, codes and the names of colleagues; details stay sealed.
/// </summary>
public sealed partial class LedgerShipping : BackgroundService
{
    private readonly RecordsStore _store;
    private readonly Keyring _keyring;
    private readonly TimeProvider _time;
    private readonly ILogger<LedgerShipping> _logger;
    private readonly IReadOnlyList<(CopyShipment Ledger, TombstoneShipment Tombstones)> _copies;
    private readonly HashSet<string> _silent = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Ships to the copies that the settings name; without one there is nothing to do.</summary>
    public LedgerShipping(
        RecordsStore store, Keyring keyring, KeyFiles keys, KeyringSettings settings, TimeProvider time, ILogger<LedgerShipping> logger)
    {
        (_store, _keyring, _time, _logger) = (store, keyring, time, logger);
        _copies =
        [
            .. settings.Copies.Select(copy => new TailFolder(copy)).Select(folder =>
                (new CopyShipment(folder, store.Ledger.Authenticator), new TombstoneShipment(folder, keys.Ledger))),
        ];
    }

    /// <summary>Ships now what has been added since. A copy that does not answer is told of once, and tried again.</summary>
    public void Ship()
    {
        if (_copies.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            using var records = SqliteStore.Open(_store.ConnectionString);
            var tombstones = _keyring.AllTombstones();
            foreach (var (ledger, buried) in _copies)
            {
                TryShip(ledger, buried, records, tombstones);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        TryShip();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_copies.Count == 0)
        {
            return;
        }

        await Task.Yield();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), _time);
        try
        {
            do
            {
                TryShip();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops; the last entries are shipped by StopAsync.
        }
    }

    private void TryShip()
    {
        try
        {
            Ship();
        }
        catch (Exception error) when (error is SqliteException or IOException or CryptographicException or StoreException)
        {
            LogFailure(error);
        }
    }

    private void TryShip(CopyShipment ledger, TombstoneShipment buried, SqliteConnection records, IReadOnlyList<Tombstone> tombstones)
    {
        try
        {
            buried.Ship(tombstones);
            ledger.Ship(records);
            _silent.Remove(ledger.Copy);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or StoreForeignException)
        {
            if (!_silent.Add(ledger.Copy))
            {
                return;
            }

            if (error is StoreForeignException)
            {
                LogForeign(ledger.Copy);
            }
            else
            {
                LogSilent(ledger.Copy, error);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The ledger could not be shipped; it will be tried again.")]
    private partial void LogFailure(Exception error);

    [LoggerMessage(LogLevel.Error, "The copy '{Copy}' does not take the ledger's tail and the tombstones; it will be tried again each second.")]
    private partial void LogSilent(string copy, Exception error);

    [LoggerMessage(
        LogLevel.Critical,
        "The copy '{Copy}' holds entries that the ledger here does not contain: one of the two was cut off or replaced. Nothing is shipped there. Run 'verify'.")]
    private partial void LogForeign(string copy);
}
