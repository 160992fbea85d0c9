using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// The connection on which this process writes the records, with its statements prepared once and contexts that use it. It belongs to
/// whoever holds <see cref="RecordsStore.Gate"/>.
/// </summary>
internal sealed class RecordsWriter : IDisposable
{
    private readonly RecordsStore _store;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly PooledDbContextFactory<SqliteRecordsContext> _contexts;

    public RecordsWriter(RecordsStore store)
    {
        _store = store;
        _connection = SqliteStore.Open(store.ConnectionString);
        Checkpoints.LeaveTo(_connection);
        _begin = new SqliteStatement(_connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(_connection, "COMMIT");
        Appender = new LedgerAppender(_connection, store.Ledger);
        Subjects = new SubjectReader(_connection);
        States = new SubjectStates(_connection, Changed);
        _contexts = new PooledDbContextFactory<SqliteRecordsContext>(
            new DbContextOptionsBuilder<SqliteRecordsContext>().UseSqlite(_connection).AddInterceptors(new ImageInterceptor(Changed)).Options,
            poolSize: 1);
    }

    /// <summary>Appends to the ledger.</summary>
    public LedgerAppender Appender { get; }

    /// <summary>Reads subjects as the transaction sees them.</summary>
    public SubjectReader Subjects { get; }

    /// <summary>Writes subjects' states.</summary>
    public SubjectStates States { get; }

    /// <summary>The rows that the transaction has changed, for the ledger to vouch for.</summary>
    public ChangedRows Changed { get; } = new();

    /// <summary>Notes for the ledger what a change does that is made past the contexts: to the rows that have a number in a column.</summary>
    public async Task NoteAsync(ImagedTable table, string column, long number, Func<Task> change)
    {
        using var rows = new SqliteStatement(_connection, $"{table.Select} WHERE \"{column}\" = ?1");
        var before = table.ReadAll(rows.Bind(1, number));
        await change();
        var after = table.ReadAll(rows.Bind(1, number));
        foreach (var key in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            Changed.Add(table, key, ImageOf(before, key), ImageOf(after, key));
        }
    }

    /// <summary>Begins a transaction, which everything done on the writer until its end is part of.</summary>
    public Turn Begin()
    {
        Changed.Clear();
        _begin.Execute();
        return new Turn(this);
    }

    /// <summary>A context on the writer's connection. It begins no transaction of its own: it stands in the one that was begun.</summary>
    public RecordsContext CreateContext()
    {
        var context = _contexts.CreateDbContext();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return context;
    }

    /// <summary>Commits entries of the ledger alone, durably.</summary>
    public void Commit(IEnumerable<SealedEntry> entries)
    {
        using var turn = Begin();
        var range = Appender.Begin();
        var head = Appender.Append(range, entries);
        turn.Commit();
        _store.Adopt(range, head);
    }

    private static Hash256? ImageOf(Dictionary<string, Hash256> images, string key) => images.TryGetValue(key, out var image) ? image : null;

    // A commit that was written and could not be synced failed for whoever asked, and would be taken up by the next start all the same. A commit of
    // nothing in its place in the log is the earliest moment from which it cannot be; where that fails too, the next that does not fail does it.
    private void Overwrite()
    {
        using var nothing = _connection.CreateCommand();
        nothing.CommandText = "PRAGMA user_version = 0";
        nothing.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_begin, _commit, Appender, Subjects, States])
        {
            part.Dispose();
        }

        _connection.Dispose();
    }

    /// <summary>A transaction of the writer; without effect unless it is committed.</summary>
    public sealed class Turn(RecordsWriter writer) : IDisposable
    {
        private bool _isOver;

        public void Commit()
        {
            try
            {
                writer._commit.Execute();
                _isOver = true;
            }
            catch (SqliteException)
            {
                Rollback();
                writer.Overwrite();
                throw;
            }
        }

        public void Rollback()
        {
            _isOver = true;
            SqliteStore.Rollback(writer._connection);
        }

        public void Dispose()
        {
            if (!_isOver)
            {
                Rollback();
            }
        }
    }
}
