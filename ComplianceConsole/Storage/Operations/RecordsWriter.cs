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
        _begin = new SqliteStatement(_connection, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(_connection, "COMMIT");
        Appender = new LedgerAppender(_connection, store.Ledger);
        Subjects = new SubjectReader(_connection);
        States = new SubjectStates(_connection);
        _contexts = new PooledDbContextFactory<SqliteRecordsContext>(
            new DbContextOptionsBuilder<SqliteRecordsContext>().UseSqlite(_connection).Options, poolSize: 1);
    }

    /// <summary>Appends to the ledger.</summary>
    public LedgerAppender Appender { get; }

    /// <summary>Reads subjects as the transaction sees them.</summary>
    public SubjectReader Subjects { get; }

    /// <summary>Writes subjects' states.</summary>
    public SubjectStates States { get; }

    /// <summary>Begins a transaction that contexts can take part in.</summary>
    public SqliteTransaction Begin() => _connection.BeginTransaction();

    /// <summary>A context inside a transaction begun by <see cref="Begin"/>.</summary>
    public RecordsContext CreateContext(SqliteTransaction transaction)
    {
        var context = _contexts.CreateDbContext();
        context.Database.UseTransaction(transaction);
        return context;
    }

    /// <summary>Commits entries of the ledger alone, durably.</summary>
    public void Commit(IEnumerable<SealedEntry> entries)
    {
        _begin.Execute();
        try
        {
            var range = Appender.Begin();
            var head = Appender.Append(range, entries);
            _commit.Execute();
            _store.Ledger.Adopt(range, head);
        }
        catch
        {
            SqliteStore.Rollback(_connection);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var part in (IDisposable[])[_begin, _commit, Appender, Subjects, States])
        {
            part.Dispose();
        }

        _connection.Dispose();
    }
}
