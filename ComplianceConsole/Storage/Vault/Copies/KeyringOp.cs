using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>One statement of a change, as it is repeated on a copy.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Names">The names of its parameters; null where they are numbered.</param>
/// <param name="Values">Their values: numbers, texts, bytes or <see cref="DBNull"/>.</param>
internal readonly record struct KeyringOp(string Sql, string[]? Names, object[] Values)
{
    /// <summary>Repeats statements, in their order.</summary>
    public static void Apply(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<KeyringOp> ops)
    {
        var prepared = new Dictionary<string, SqliteStatement>(StringComparer.Ordinal);
        var commands = new Dictionary<string, SqliteCommand>(StringComparer.Ordinal);
        try
        {
            foreach (var op in ops)
            {
                if (op.Names is { } names)
                {
                    Run(commands, connection, transaction, op, names);
                }
                else
                {
                    Run(prepared, connection, op);
                }
            }
        }
        finally
        {
            foreach (var one in prepared.Values)
            {
                one.Dispose();
            }

            foreach (var one in commands.Values)
            {
                one.Dispose();
            }
        }
    }

    private static void Run(Dictionary<string, SqliteStatement> prepared, SqliteConnection connection, in KeyringOp op)
    {
        if (!prepared.TryGetValue(op.Sql, out var statement))
        {
            prepared.Add(op.Sql, statement = new SqliteStatement(connection, op.Sql));
        }

        for (var i = 0; i < op.Values.Length; i++)
        {
            _ = op.Values[i] switch
            {
                long number => statement.Bind(i + 1, number),
                byte[] bytes => statement.BindBlob(i + 1, bytes),
                _ => throw new InvalidOperationException("A numbered parameter is a number or bytes."),
            };
        }

        statement.Execute();
    }

    private static void Run(
        Dictionary<string, SqliteCommand> commands, SqliteConnection connection, SqliteTransaction transaction, in KeyringOp op, string[] names)
    {
        if (!commands.TryGetValue(op.Sql, out var command))
        {
            command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = op.Sql;
            foreach (var name in names)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            commands.Add(op.Sql, command);
        }

        for (var i = 0; i < names.Length; i++)
        {
            command.Parameters[i].Value = op.Values[i];
        }

        command.ExecuteNonQuery();
    }
}
