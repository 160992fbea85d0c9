using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// Writes a subject's state with the event that explains it, inside the caller's transaction, with statements prepared once: blocking is
/// one click and takes effect at once. Duties to block or release end with it. Policy 2.1(7), Law 25.
/// </summary>
internal sealed class SubjectStates(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _insertEvent = new(
        connection,
        """
        INSERT INTO BlockEvents (SubjectId, Sequence, At, Kind, ActorId, ActorName, Reason)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    private readonly SqliteStatement _update = new(
        connection,
        "UPDATE Subjects SET State = ?2, BlockedAt = ?3, BlockedBy = ?4, Revision = ?5, NextSequence = ?6 WHERE Id = ?1");

    private readonly SqliteStatement _endOwedBlock = new(
        connection,
        """
        UPDATE Duties SET EndedAt = ?2
        WHERE SubjectId = ?1 AND EndedAt IS NULL AND Kind IN ('block-on-complaint', 'stop-unlawful-processing')
        """);

    private readonly SqliteStatement _oweBlockAgain = new(
        connection,
        """
        UPDATE Duties SET EndedAt = NULL
        WHERE SubjectId = ?1 AND Kind IN ('block-on-complaint', 'stop-unlawful-processing')
            AND EndedAt = (SELECT MAX(At) FROM BlockEvents WHERE SubjectId = ?1 AND Kind = 0)
        """);

    private readonly SqliteStatement _endOwedRelease = new(
        connection,
        "UPDATE Duties SET EndedAt = ?2 WHERE SubjectId = ?1 AND EndedAt IS NULL AND Kind = 'release-unconfirmed'");

    private readonly SqliteStatement _transferred = new(connection, "SELECT EXISTS (SELECT 1 FROM Transfers WHERE SubjectId = ?1)");

    /// <summary>Whether anything of a subject was handed to a third party.</summary>
    public bool WasTransferred(long subject)
    {
        try
        {
            return _transferred.Bind(1, subject).Step() && _transferred.Number(0) == 1;
        }
        finally
        {
            _transferred.Reset();
        }
    }

    /// <summary>Writes both; the event first, because the database asks for it before it lets a block go.</summary>
    public void Write(SubjectRow row, BlockEventRow why)
    {
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
        Settle(row.Id, why);
    }

    // Whoever blocks or releases, and on whichever page: what was owed is done at that instant. Law 25, Policy 9.6.
    private void Settle(long subject, BlockEventRow why)
    {
        switch (why.Kind)
        {
            case BlockEventKind.Blocked:
                _endOwedBlock.Bind(1, subject).Bind(2, why.At.ToUnixTimeTicks()).Execute();
                break;
            case BlockEventKind.Undone:
                _oweBlockAgain.Bind(1, subject).Execute();
                break;
            case BlockEventKind.Unblocked:
                _endOwedRelease.Bind(1, subject).Bind(2, why.At.ToUnixTimeTicks()).Execute();
                break;
            case BlockEventKind.ReasonGiven or BlockEventKind.ReleasedForDestruction:
                break;
        }
    }

    public void Dispose()
    {
        _insertEvent.Dispose();
        _update.Dispose();
        _transferred.Dispose();
        _endOwedBlock.Dispose();
        _oweBlockAgain.Dispose();
        _endOwedRelease.Dispose();
    }
}
