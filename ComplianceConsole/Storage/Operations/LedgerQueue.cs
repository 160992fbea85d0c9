using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Appends the entries of reads. Reads that wait at the same moment share one durable commit; each is answered only after it.
/// "Append returns when the entry is on disk, or throws, and then it is not in the ledger."
/// </summary>
/// <remarks>
/// Who comes while nobody commits does it at once and without changing threads, for all who have come meanwhile; whoever comes later is
/// served by a task that ends when nobody is left.
/// </remarks>
public sealed class LedgerQueue(RecordsStore store) : IAsyncDisposable
{
    private const int MostInOneCommit = 512;

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = [];
    private bool _isServed;
    private bool _isClosed;
    private Task _service = Task.CompletedTask;

    internal async Task AppendAsync(IReadOnlyList<SealedEntry> entries)
    {
        var waiting = new Waiting(entries, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Join(waiting))
        {
            try
            {
                await CommitOnceAsync();
            }
            finally
            {
                lock (_lock)
                {
                    _isServed = _waiting.Count > 0;
                    _service = _isServed ? Task.Run(ServeAsync) : Task.CompletedTask;
                }
            }
        }

        await waiting.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        Task service;
        lock (_lock)
        {
            _isClosed = true;
            service = _service;
        }

        await service;
    }

    /// <summary>Puts itself in the queue. True where nobody serves it and whoever asks is to do so.</summary>
    private bool Join(Waiting waiting)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _waiting.Enqueue(waiting);
            var isFirst = !_isServed;
            _isServed = true;
            return isFirst;
        }
    }

    private async Task ServeAsync()
    {
        do
        {
            await CommitOnceAsync();
        }
        while (IsSomebodyLeft());
    }

    private bool IsSomebodyLeft()
    {
        lock (_lock)
        {
            return _isServed = _waiting.Count > 0;
        }
    }

    private async Task CommitOnceAsync()
    {
        await store.Gate.WaitAsync();
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
            return;
        }
        finally
        {
            store.Gate.Release();
        }

        group.ForEach(waiting => waiting.Done.SetResult());
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
