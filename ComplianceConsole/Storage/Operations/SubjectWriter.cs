using ComplianceConsole.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Operations;

/// <summary>Inserts new subjects with their consents on one connection, inside the caller's transaction, with statements prepared once.</summary>
internal sealed class SubjectWriter : IDisposable
{
    private readonly SqliteCommand _subject;
    private readonly SqliteCommand _consent;

    public SubjectWriter(SqliteConnection connection, SqliteTransaction transaction)
    {
        _subject = Prepare(
            connection,
            transaction,
            """
            INSERT INTO Subjects (Id, State, ConsentState, PolicyVersion, CreatedAt, Revision, NextSequence, Profile)
            VALUES ($id, $state, $consent, $policy, $created, $revision, $next, $profile)
            """,
            "$id", "$state", "$consent", "$policy", "$created", "$revision", "$next", "$profile");
        _consent = Prepare(
            connection,
            transaction,
            """
            INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof)
            VALUES ($subject, $sequence, $at, $act, $kind, $policy, $channel, $purposes, $proof)
            """,
            "$subject", "$sequence", "$at", "$act", "$kind", "$policy", "$channel", "$purposes", "$proof");
    }

    public void Write(SealedSubject subject)
    {
        var row = subject.Row;
        Run(
            _subject,
            row.Id, (int)row.State, (int)row.ConsentState, row.PolicyVersion, row.CreatedAt.ToUnixTimeTicks(), row.Revision, row.NextSequence, row.Profile);
        foreach (var consent in subject.Consents)
        {
            Run(
                _consent,
                consent.SubjectId, consent.Sequence, consent.At.ToUnixTimeTicks(), (int)consent.Act, (int)consent.Kind,
                consent.PolicyVersion, (int)consent.Channel, consent.Purposes, consent.Proof);
        }
    }

    public void Dispose()
    {
        _subject.Dispose();
        _consent.Dispose();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        command.ExecuteNonQuery();
    }
}
