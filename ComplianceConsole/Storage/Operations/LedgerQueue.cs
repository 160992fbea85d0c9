using System.Threading.Channels;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Appends the entries of reads. Reads that wait at the same moment share one durable commit; each is answered only after it.
/// "Append returns when the entry is on disk, or throws, and then it is not in the ledger."
/// </summary>
public sealed class LedgerQueue(RecordsStore store) : IAsyncDisposable
{
    private const int MostInOneCommit = 512;

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly Lock _startLock = new();
    private Task? _loop;

    internal Task AppendAsync(IReadOnlyList<SealedEntry> entries)
    {
        EnsureStarted();
        var waiting = new Waiting(entries, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.Writer.TryWrite(waiting)
            ? waiting.Done.Task
            : Task.FromException(new ObjectDisposedException(nameof(LedgerQueue)));
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        if (_loop is { } loop)
        {
            await loop;
        }
    }

    private void EnsureStarted()
    {
        if (_loop is not null)
        {
            return;
        }

        lock (_startLock)
        {
            _loop ??= Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        LedgerConnection? connection = null;
        var group = new List<Waiting>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MostInOneCommit && _waiting.Reader.TryRead(out var waiting))
            {
                group.Add(waiting);
            }

            try
            {
                await store.Gate.WaitAsync();
                try
                {
                    connection ??= new LedgerConnection(store);
                    connection.Commit(group.SelectMany(waiting => waiting.Entries));
                }
                finally
                {
                    store.Gate.Release();
                }

                group.ForEach(waiting => waiting.Done.SetResult());
            }
            catch (Exception error) when (error is SqliteException or IOException or Vault.StoreException)
            {
                // The readers are told; the connection may be the cause, so the next commit opens a new one.
                connection?.Dispose();
                connection = null;
                group.ForEach(waiting => waiting.Done.SetException(error));
            }
        }

        connection?.Dispose();
    }

    private sealed record Waiting(IReadOnlyList<SealedEntry> Entries, TaskCompletionSource Done);

    private sealed class LedgerConnection : IDisposable
    {
        private readonly RecordsStore _store;
        private readonly SqliteConnection _connection;
        private readonly LedgerAppender _appender;

        public LedgerConnection(RecordsStore store)
        {
            _store = store;
            _connection = SqliteStore.Open(store.ConnectionString);
            _appender = new LedgerAppender(_connection, store.Ledger);
        }

        public void Commit(IEnumerable<SealedEntry> entries)
        {
            using var transaction = _connection.BeginTransaction();
            var range = _appender.Begin(transaction);
            var head = _appender.Append(range, entries.ToList());
            transaction.Commit();
            _store.Ledger.Adopt(range, head);
        }

        public void Dispose()
        {
            _appender.Dispose();
            _connection.Dispose();
        }
    }
}
