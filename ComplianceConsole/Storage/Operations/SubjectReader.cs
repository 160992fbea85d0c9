using System.Collections.Concurrent;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Reads subjects' rows by number with a statement prepared once. One thread at a time; ends before its connection.</summary>
internal sealed class SubjectReader(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _find = new(
        connection,
        """
        SELECT State, BlockedAt, BlockedBy, ConsentState, PolicyVersion, CreatedAt, Revision, NextSequence, Profile
        FROM Subjects WHERE Id = ?1
        """);

    /// <summary>The row of a number; null where there is none. Nobody tracks it.</summary>
    public SubjectRow? Find(long id)
    {
        try
        {
            return _find.Bind(1, id).Step() ? Read(id) : null;
        }
        finally
        {
            _find.Reset();
        }
    }

    public void Dispose() => _find.Dispose();

    private SubjectRow Read(long id) =>
        new()
        {
            Id = id,
            State = (SubjectState)_find.Number(0),
            BlockedAt = _find.IsNull(1) ? null : Instant.FromUnixTimeTicks(_find.Number(1)),
            BlockedBy = _find.IsNull(2) ? null : _find.Text(2),
            ConsentState = (ConsentState)_find.Number(3),
            PolicyVersion = _find.Text(4),
            CreatedAt = Instant.FromUnixTimeTicks(_find.Number(5)),
            Revision = _find.Number(6),
            NextSequence = (int)_find.Number(7),
            Profile = _find.Blob(8).ToArray(),
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
