using System.Security.Cryptography;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Backup.Facts;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Ships the ledger's tail, the tombstones and the facts (<see cref="FactTables"/>) to the folders of <c>Keyring:Copies</c>, each second and at
/// the end, so that a backup of the records, however old, can be told from the whole, brings nobody back who was destroyed, and lifts no block.
/// What is shipped says in the clear what the ledger does: numbers, codes and the names of colleagues; details stay sealed.
/// </summary>
/// <remarks>
/// Nobody waits for it at a commit: what a crash of the disk takes with it is the last second, and the ledger of that second is missing then too,
/// which a restoration refuses. Only the destruction of a key waits, see <see cref="ShipFacts"/>.
/// </remarks>
public sealed partial class LedgerShipping : BackgroundService
{
    private readonly RecordsStore _store;
    private readonly Keyring _keyring;
    private readonly TimeProvider _time;
    private readonly ILogger<LedgerShipping> _logger;
    private readonly IReadOnlyList<(FactShipment Facts, TombstoneShipment Tombstones, CopyShipment Ledger)> _copies;
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
                (new FactShipment(folder, keys.Ledger), new TombstoneShipment(folder, keys.Ledger), new CopyShipment(folder, store.Ledger.Authenticator))),
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
            foreach (var (facts, buried, ledger) in _copies)
            {
                TryShip(facts, buried, ledger, records, tombstones);
            }
        }
    }

    /// <summary>
    /// Ships the facts to every copy, before keys are destroyed: what is decided about whoever they are of, and what is to be left of them, could be
    /// made of nothing any more if the disk were lost between the two.
    /// </summary>
    /// <exception cref="CopyAwayException">A copy does not take them; what is to be destroyed waits.</exception>
    internal void ShipFacts()
    {
        if (_copies.Count == 0)
        {
            return;
        }

        lock (_lock)
        {
            using var records = SqliteStore.Open(_store.ConnectionString);
            foreach (var (facts, _, _) in _copies)
            {
                try
                {
                    facts.Ship(records);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
                {
                    LogSilentOnce(facts.Copy, error);
                    throw new CopyAwayException(facts.Copy);
                }
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

    private void TryShip(
        FactShipment facts, TombstoneShipment buried, CopyShipment ledger, SqliteConnection records, IReadOnlyList<Tombstone> tombstones)
    {
        try
        {
            buried.Ship(tombstones);

            // The facts first and the ledger no further than they go: a copy never has an entry whose facts it lacks.
            ledger.Ship(records, facts.Ship(records));
            _silent.Remove(ledger.Copy);
        }
        catch (StoreForeignException)
        {
            if (_silent.Add(ledger.Copy))
            {
                LogForeign(ledger.Copy);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SqliteException)
        {
            LogSilentOnce(ledger.Copy, error);
        }
    }

    private void LogSilentOnce(string copy, Exception error)
    {
        if (_silent.Add(copy))
        {
            LogSilent(copy, error);
        }
    }

    [LoggerMessage(LogLevel.Error, "The ledger could not be shipped; it will be tried again.")]
    private partial void LogFailure(Exception error);

    [LoggerMessage(LogLevel.Error, "The copy '{Copy}' does not take the ledger's tail, the tombstones and the facts; it will be tried again each second.")]
    private partial void LogSilent(string copy, Exception error);

    [LoggerMessage(
        LogLevel.Critical,
        "The copy '{Copy}' holds entries that the ledger here does not contain: one of the two was cut off or replaced. Nothing is shipped there. Run 'verify'.")]
    private partial void LogForeign(string copy);
}
