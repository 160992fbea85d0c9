using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Inserts new subjects with their consents on one connection, inside the caller's transaction, with statements prepared once.</summary>
internal sealed class SubjectWriter(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _subject = new(
        connection,
        """
        INSERT INTO Subjects (Id, State, ConsentState, PolicyVersion, CreatedAt, Revision, NextSequence, Profile)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    private readonly SqliteStatement _consent = new(
        connection,
        """
        INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    public void Write(SealedSubject subject)
    {
        var row = subject.Row;
        _subject
            .Bind(1, row.Id)
            .Bind(2, (long)row.State)
            .Bind(3, (long)row.ConsentState)
            .Bind(4, row.PolicyVersion)
            .Bind(5, row.CreatedAt.ToUnixTimeTicks())
            .Bind(6, row.Revision)
            .Bind(7, (long)row.NextSequence)
            .BindBlob(8, row.Profile)
            .Execute();
        foreach (var consent in subject.Consents)
        {
            Write(consent);
        }
    }

    public void Dispose()
    {
        _subject.Dispose();
        _consent.Dispose();
    }

    private void Write(ConsentEventRow consent) =>
        _consent
            .Bind(1, consent.SubjectId)
            .Bind(2, (long)consent.Sequence)
            .Bind(3, consent.At.ToUnixTimeTicks())
            .Bind(4, (long)consent.Act)
            .Bind(5, (long)consent.Kind)
            .Bind(6, consent.PolicyVersion)
            .Bind(7, (long)consent.Channel)
            .Bind(8, consent.Purposes)
            .BindBlob(9, consent.Proof)
            .Execute();
}
