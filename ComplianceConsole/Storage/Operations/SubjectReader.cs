using System.Collections.Concurrent;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Reads subjects' rows with statements prepared once; nobody tracks them. One thread at a time; ends before its connection.</summary>
internal sealed class SubjectReader(SqliteConnection connection) : IDisposable
{
    private const string Select =
        """
        SELECT Id, State, BlockedAt, BlockedBy, ConsentState, PolicyVersion, CreatedAt, Revision, NextSequence, Profile
        FROM Subjects
        """;

    private readonly SqliteStatement _find = new(connection, Select + " WHERE Id = ?1");
    private readonly SqliteStatement _after = new(connection, Select + " WHERE Id > ?1 ORDER BY Id LIMIT ?2");

    // In the order of the index: asked for in another, SQLite would read the whole table to find the few that changed.
    private readonly SqliteStatement _changed = new(
        connection, Select + " WHERE (Revision, Id) > (?1, ?2) ORDER BY Revision, Id LIMIT ?3");

    private readonly SqliteStatement _changedBeside = new(
        connection,
        """
        SELECT EXISTS (SELECT 1 FROM Subjects WHERE Revision >= ?1 AND Revision < ?2) OR EXISTS (SELECT 1 FROM Subjects WHERE Revision > ?2)
        """);

    private readonly SqliteStatement _changedSince = new(connection, "SELECT 1 FROM Subjects WHERE Revision >= ?1 LIMIT 1");

    private readonly SqliteStatement _stopped = new(
        connection,
        $"""
        SELECT EXISTS (SELECT 1 FROM Duties WHERE SubjectId = ?1 AND EndedAt IS NULL
            AND Kind IN ({string.Join(", ", StoppedRecords.Kinds.Select(kind => $"'{kind.Code()}'"))}))
        """);

    /// <summary>Whether data is to be destroyed because no purpose is left.</summary>
    public bool IsStopped(long id)
    {
        try
        {
            return _stopped.Bind(1, id).Step() && _stopped.Number(0) == 1;
        }
        finally
        {
            _stopped.Reset();
        }
    }

    /// <summary>Whether any row was changed when the ledger had so many entries or later.</summary>
    public bool IsChangedSince(long revision)
    {
        try
        {
            return _changedSince.Bind(1, revision).Step();
        }
        finally
        {
            _changedSince.Reset();
        }
    }

    /// <summary>Whether any row was changed since a revision by another change than the one made at <paramref name="own"/>.</summary>
    public bool HasOtherChanges(long since, long own)
    {
        try
        {
            return _changedBeside.Bind(1, since).Bind(2, own).Step() && _changedBeside.Number(0) == 1;
        }
        finally
        {
            _changedBeside.Reset();
        }
    }

    /// <summary>The row of a number; null where there is none.</summary>
    public SubjectRow? Find(long id)
    {
        try
        {
            return _find.Bind(1, id).Step() ? Read(_find) : null;
        }
        finally
        {
            _find.Reset();
        }
    }

    /// <summary>The next rows after a number, by number.</summary>
    public List<SubjectRow> After(long id, int limit) => ReadAll(_after.Bind(1, id).Bind(2, limit));

    /// <summary>The next rows after a revision and a number, by revision and number.</summary>
    public List<SubjectRow> ChangedAfter(long revision, long id, int limit) =>
        ReadAll(_changed.Bind(1, revision).Bind(2, id).Bind(3, limit));

    public void Dispose()
    {
        _find.Dispose();
        _after.Dispose();
        _changed.Dispose();
        _changedBeside.Dispose();
        _changedSince.Dispose();
        _stopped.Dispose();
    }

    private static List<SubjectRow> ReadAll(SqliteStatement statement)
    {
        var rows = new List<SubjectRow>();
        try
        {
            while (statement.Step())
            {
                rows.Add(Read(statement));
            }

            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    private static SubjectRow Read(SqliteStatement row) =>
        new()
        {
            Id = row.Number(0),
            State = (SubjectState)row.Number(1),
            BlockedAt = row.IsNull(2) ? null : StoredTime.Of(row.Number(2)),
            BlockedBy = row.IsNull(3) ? null : row.Text(3),
            ConsentState = (ConsentState)row.Number(4),
            PolicyVersion = row.Text(5),
            CreatedAt = StoredTime.Of(row.Number(6)),
            Revision = row.Number(7),
            NextSequence = (int)row.Number(8),
            Profile = row.Blob(9).ToArray(),
        };
}

/// <summary>Readers of the records that wait to be used, each with a connection of its own.</summary>
internal sealed class SubjectReaders(string connectionString) : IDisposable
{
    private readonly ConcurrentBag<PooledReader> _idle = [];

    /// <summary>The row of a number; null where there is none.</summary>
    public SubjectRow? Find(long id) => Use(reader => reader.Subjects.Find(id));

    /// <summary>The rows of those numbers that exist, in their order, as they stand at one moment.</summary>
    public IReadOnlyList<SubjectRow> Find(IReadOnlyList<long> ids) =>
        Use(reader =>
        {
            using var moment = reader.Moment();
            return ids.Select(reader.Subjects.Find).OfType<SubjectRow>().ToList();
        });

    /// <summary>Those of some numbers whose data is to be destroyed because no purpose is left, as they stand at one moment.</summary>
    public IReadOnlyList<long> StoppedAmong(IReadOnlyList<long> ids) =>
        ids.Count == 0
            ? []
            : Use(reader =>
            {
                using var moment = reader.Moment();
                return ids.Where(reader.Subjects.IsStopped).ToList();
            });

    /// <summary>Whether any row was changed when the ledger had so many entries or later.</summary>
    public bool IsChangedSince(long revision) => Use(reader => reader.Subjects.IsChangedSince(revision));

    /// <summary>Whether any row was changed since a revision by another change than the one made at <paramref name="own"/>.</summary>
    public bool HasOtherChanges(long since, long own) => Use(reader => reader.Subjects.HasOtherChanges(since, own));

    /// <summary>All rows by number, so many at a time, each part as it stands when it is read.</summary>
    public IEnumerable<List<SubjectRow>> All(int part)
    {
        var after = 0L;
        for (var more = true; more;)
        {
            var rows = Use(reader => reader.Subjects.After(after, part));
            more = rows.Count == part;
            if (rows.Count > 0)
            {
                after = rows[^1].Id;
                yield return rows;
            }
        }
    }

    /// <summary>The rows changed when the ledger had so many entries or later, so many at a time, each part as it stands when it is read.</summary>
    public IEnumerable<List<SubjectRow>> ChangedSince(long revision, int part)
    {
        var (from, after) = (revision, 0L);
        for (var more = true; more;)
        {
            var rows = Use(reader => reader.Subjects.ChangedAfter(from, after, part));
            more = rows.Count == part;
            if (rows.Count > 0)
            {
                (from, after) = (rows[^1].Revision, rows[^1].Id);
                yield return rows;
            }
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    // A reader that failed is not used again.
    private T Use<T>(Func<PooledReader, T> use)
    {
        var reader = _idle.TryTake(out var idle) ? idle : new PooledReader(SqliteStore.Open(connectionString));
        try
        {
            var result = use(reader);
            _idle.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private sealed class PooledReader(SqliteConnection connection) : IDisposable
    {
        private readonly ReadMoment _moment = new(connection);

        public SubjectReader Subjects { get; } = new(connection);

        public ReadMoment.Ending Moment() => _moment.Begin();

        public void Dispose()
        {
            Subjects.Dispose();
            _moment.Dispose();
            connection.Dispose();
        }
    }
}
