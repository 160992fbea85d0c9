using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Appends the entries of reads. Reads that wait at the same moment share one durable commit; each is answered only after it.
/// "Append returns when the entry is on disk, or throws, and then it is not in the ledger."
/// </summary>
/// <remarks>
/// Who comes while nobody commits does it at once and without changing threads. Whoever comes meanwhile is served by a thread of the
/// queue's own, so that no thread of the pool waits for the disk while readers wait for a thread. It serves until readers come one by
/// one again; nobody ever waits for others to come.
/// </remarks>
public sealed class LedgerQueue(RecordsStore store) : IAsyncDisposable
{
    private const int MostInOneCommit = 512;

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = [];
    private readonly SemaphoreSlim _called = new(0);
    private Task? _service;
    private bool _isServed;
    private bool _isCrowded;
    private bool _isClosed;

    internal async Task AppendAsync(IReadOnlyList<SealedEntry> entries)
    {
        var waiting = new Waiting(entries, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Join(waiting))
        {
            try
            {
                await store.Gate.WaitAsync();
                CommitGroup();
            }
            finally
            {
                HandOver();
            }
        }

        await waiting.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        Task? service;
        lock (_lock)
        {
            _isClosed = true;
            service = _service;
        }

        if (service is not null)
        {
            _called.Release();
            await service;
        }

        // Whoever serves itself is let finish.
        await store.Gate.WaitAsync();
        store.Gate.Release();
        _called.Dispose();
    }

    /// <summary>Puts itself in the queue. True where nobody serves it and whoever asks is to do so.</summary>
    private bool Join(Waiting waiting)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _waiting.Enqueue(waiting);
            if (_isServed)
            {
                return false;
            }

            _isServed = true;
            if (_isCrowded)
            {
                CallService();
            }

            return !_isCrowded;
        }
    }

    private void HandOver()
    {
        lock (_lock)
        {
            _isServed = _waiting.Count > 0;
            if (_isServed)
            {
                CallService();
            }
        }
    }

    private void CallService()
    {
        _service ??= Task.Factory.StartNew(Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _called.Release();
    }

    private void Serve()
    {
        do
        {
            _called.Wait();
        }
        while (ServeAll());
    }

    // False when it was called for the last time.
    private bool ServeAll()
    {
        for (var served = 0; ;)
        {
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    if (served > 0)
                    {
                        (_isServed, _isCrowded) = (false, served > 1);
                    }

                    return !_isClosed;
                }
            }

            store.Gate.Wait();
            served = CommitGroup();
        }
    }

    /// <summary>Commits for those who wait, up to the most; the caller holds the gate, which is let go. Returns how many they were.</summary>
    private int CommitGroup()
    {
        var group = TakeGroup();
        try
        {
            store.Writer.Commit(group.SelectMany(waiting => waiting.Entries));
        }
        catch (Exception error)
        {
            // The readers are told; the connection may be the cause, so the next commit opens a new one.
            group.ForEach(waiting => waiting.Done.SetException(error));
            DropWriter();
            return group.Count;
        }
        finally
        {
            store.Gate.Release();
        }

        group.ForEach(waiting => waiting.Done.SetResult());
        return group.Count;
    }

    private void DropWriter()
    {
        try
        {
            store.DropWriter();
        }
        catch (SqliteException)
        {
            // A connection that cannot even be closed is no longer the store's; those who wait are served with another.
        }
    }

    private List<Waiting> TakeGroup()
    {
        var group = new List<Waiting>();
        lock (_lock)
        {
            while (group.Count < MostInOneCommit && _waiting.TryDequeue(out var waiting))
            {
                group.Add(waiting);
            }
        }

        return group;
    }

    private sealed record Waiting(IReadOnlyList<SealedEntry> Entries, TaskCompletionSource Done);
}
