using System.Globalization;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Writes a subject's state with the event that explains it, inside the caller's transaction, with statements prepared once: blocking is
/// one click and takes effect at once. Duties to block or release end with it. Policy 2.1(7), Law 25.
/// </summary>
internal sealed class SubjectStates(SqliteConnection connection, ChangedRows changed) : IDisposable
{
    private static readonly ImagedTable Subjects = ImagedTables.Subjects;
    private static readonly ImagedTable Events = ImagedTables.Of<BlockEventRow>();
    private static readonly ImagedTable Duties = ImagedTables.Of<DutyRow>();

    private readonly SqliteStatement _found = new(connection, Subjects.Select + " WHERE Id = ?1");

    private readonly SqliteStatement _insertEvent = new(
        connection,
        """
        INSERT INTO BlockEvents (SubjectId, Sequence, At, Kind, ActorId, ActorName, Reason)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    private readonly SqliteStatement _update = new(
        connection,
        "UPDATE Subjects SET State = ?2, BlockedAt = ?3, BlockedBy = ?4, Revision = ?5, NextSequence = ?6 WHERE Id = ?1");

    private readonly SqliteStatement _owedBlocks = new(
        connection,
        Duties.Select + " WHERE SubjectId = ?1 AND EndedAt IS NULL AND Kind IN ('block-on-complaint', 'stop-unlawful-processing')");

    private readonly SqliteStatement _endedBlocks = new(
        connection,
        Duties.Select
            + """
             WHERE SubjectId = ?1 AND Kind IN ('block-on-complaint', 'stop-unlawful-processing')
                AND EndedAt = (SELECT MAX(At) FROM BlockEvents WHERE SubjectId = ?1 AND Kind = 0)
            """);

    private readonly SqliteStatement _owedReleases = new(
        connection, Duties.Select + " WHERE SubjectId = ?1 AND EndedAt IS NULL AND Kind = 'release-unconfirmed'");

    private readonly SqliteStatement _duty = new(connection, Duties.Select + " WHERE Id = ?1");

    private readonly SqliteStatement _endDuty = new(connection, "UPDATE Duties SET EndedAt = ?2 WHERE Id = ?1");

    private readonly SqliteStatement _missed = new(
        connection,
        """
        SELECT EXISTS (SELECT 1 FROM Duties WHERE SubjectId = ?1 AND EndedAt IS NULL
            AND (Kind = 'destroy-blocked' OR (Kind IN ('destroy-on-evidence', 'destroy-after-purpose') AND DueDay < ?2)))
        """);

    private readonly SqliteStatement _transferred = new(connection, "SELECT EXISTS (SELECT 1 FROM Transfers WHERE SubjectId = ?1)");

    private readonly SqliteStatement _asked = new(connection, "SELECT EXISTS (SELECT 1 FROM Requests WHERE SubjectId = ?1)");

    /// <summary>Whether the day by which a subject's data was to be destroyed has gone by: a block of it is one of clause 9.8.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="today">Today in Almaty, as days are stored.</param>
    public bool MissedDestruction(long subject, string today) => Holds(_missed.Bind(1, subject).Bind(2, today));

    /// <summary>Whether anything of a subject was handed to a third party.</summary>
    public bool WasTransferred(long subject) => Holds(_transferred.Bind(1, subject));

    /// <summary>Whether any request is about a subject, open or not.</summary>
    public bool HasRequests(long subject) => Holds(_asked.Bind(1, subject));

    /// <summary>Writes both; the event first, because the database asks for it before it lets a block go.</summary>
    public void Write(SubjectRow row, BlockEventRow why)
    {
        var before = ImageOf(Subjects, _found, row.Id);
        _insertEvent
            .Bind(1, why.SubjectId)
            .Bind(2, why.Sequence)
            .Bind(3, why.At.ToUnixTimeTicks())
            .Bind(4, (long)why.Kind)
            .Bind(5, why.ActorId)
            .Bind(6, why.ActorName)
            .BindBlob(7, why.Reason)
            .Execute();
        _update
            .Bind(1, row.Id)
            .Bind(2, (long)row.State)
            .Bind(3, row.BlockedAt?.ToUnixTimeTicks())
            .Bind(4, row.BlockedBy)
            .Bind(5, row.Revision)
            .Bind(6, row.NextSequence)
            .Execute();
        changed.Add(Events, Events.KeyOf(why), before: null, Events.Of(why));
        changed.Add(Subjects, Subjects.KeyOf(row), before, Subjects.Of(row));
        Settle(row.Id, why);
    }

    // Whoever blocks or releases, and on whichever page: what was owed is done at that instant. Law 25, Policy 9.6.
    private void Settle(long subject, BlockEventRow why)
    {
        switch (why.Kind)
        {
            case BlockEventKind.Blocked:
                End(_owedBlocks, subject, why.At.ToUnixTimeTicks());
                break;
            case BlockEventKind.Undone:
                End(_endedBlocks, subject, at: null);
                break;
            case BlockEventKind.Unblocked:
                End(_owedReleases, subject, why.At.ToUnixTimeTicks());
                break;
            case BlockEventKind.ReasonGiven or BlockEventKind.ReleasedForDestruction:
                break;
        }
    }

    // Seldom is anything owed: then this is one search in an index.
    private void End(SqliteStatement duties, long subject, long? at)
    {
        foreach (var (key, before) in Duties.ReadAll(duties.Bind(1, subject)))
        {
            var id = long.Parse(key, CultureInfo.InvariantCulture);
            _endDuty.Bind(1, id).Bind(2, at).Execute();
            changed.Add(Duties, key, before, ImageOf(Duties, _duty, id));
        }
    }

    private static Hash256? ImageOf(ImagedTable table, SqliteStatement find, long id)
    {
        try
        {
            return find.Bind(1, id).Step() ? table.Of(find) : null;
        }
        finally
        {
            find.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])
            [_found, _insertEvent, _update, _missed, _transferred, _asked, _owedBlocks, _endedBlocks, _owedReleases, _duty, _endDuty])
        {
            statement.Dispose();
        }
    }

    // Whether an EXISTS answers yes.
    private static bool Holds(SqliteStatement asked)
    {
        try
        {
            return asked.Step() && asked.Number(0) == 1;
        }
        finally
        {
            asked.Reset();
        }
    }
}
