namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>
/// Asks the copies of the keyring at start and every ten seconds, so that one that is away is known before somebody needs it and follows soon
/// after it is back; and ends a renewal of the root key that waited for one.
/// </summary>
public sealed partial class CopyWatch(Keyring keyring, KeyringCopies copies, TimeProvider time, ILogger<CopyWatch> logger) : BackgroundService
{
    private static readonly TimeSpan s_often = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (copies.All.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(s_often, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Look()
    {
        try
        {
            if (copies.AllInStep())
            {
                keyring.FinishRenewal();
            }
        }
        catch (Exception error) when (error is Microsoft.Data.Sqlite.SqliteException or IOException or UnauthorizedAccessException or StoreException)
        {
            LogFailure(error);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The copies of the keyring could not be asked; they will be in ten seconds.")]
    private partial void LogFailure(Exception error);
}
