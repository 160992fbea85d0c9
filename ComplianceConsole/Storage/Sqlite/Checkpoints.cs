using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>
/// Copies what was committed from the write-ahead log into the database beside the writer, not inside somebody's commit: there it would
/// make one commit in some hundreds wait for thousands of pages. Nothing of a commit's durability depends on it.
/// </summary>
/// <param name="connectionString">Of the database.</param>
internal sealed class Checkpoints(string connectionString) : IDisposable
{
    /// <summary>After about so many written pages the log is copied.</summary>
    private const int Often = 8_192;

    /// <summary>With so many pages in the log the writer does it all the same; then the log begins anew and never grows longer.</summary>
    private const int AtLeast = 16_384;

    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private int _written;

    /// <summary>Lets a connection leave the copying to this, up to a limit.</summary>
    public static void LeaveTo(SqliteConnection writer)
    {
        using var command = writer.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA wal_autocheckpoint = {AtLeast}");
        command.ExecuteNonQuery();
    }

    /// <summary>Says that a commit wrote about so many pages.</summary>
    public void Count(int pages)
    {
        if (Interlocked.Add(ref _written, pages) < Often)
        {
            return;
        }

        lock (_lock)
        {
            if (_running.IsCompleted)
            {
                Volatile.Write(ref _written, 0);
                _running = Task.Factory.StartNew(Copy, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            // Waits a few milliseconds at the end of the process; what it has not copied is copied when the database is opened next.
            ((IAsyncResult)_running).AsyncWaitHandle.WaitOne();
        }
    }

    private void Copy()
    {
        using var connection = SqliteStore.Open(connectionString);

        // Whatever keeps it from copying now, another checkpoint included, is no matter: the writer's own limit stands behind it.
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
    }
}
