using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>
/// A statement prepared once and run many times, straight on SQLite: on paths where a command object would take as long as the
/// query itself. Not safe for use by several threads at once; ends with its connection.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int ShortText = 128;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement),
            database
        );
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            Check(raw.sqlite3_bind_null(statement, parameter));
        }
        else if (value.Length is 0 or > ShortText)
        {
            // Without a first byte to point to, SQLite would take an empty text for none.
            Check(raw.sqlite3_bind_text(statement, parameter, value));
        }
        else
        {
            Span<byte> utf8 = stackalloc byte[3 * ShortText];
            BindText(parameter, utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
        }

        return this;
    }

    public SqliteStatement Bind(int parameter, long? value)
    {
        Check(
            value is { } number
                ? raw.sqlite3_bind_int64(statement, parameter, number)
                : raw.sqlite3_bind_null(statement, parameter)
        );
        return this;
    }

    public SqliteStatement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(statement, parameter, utf8));
        return this;
    }

    /// <summary>Binds bytes; null stands for no value.</summary>
    public SqliteStatement BindBlob(int parameter, byte[]? value)
    {
        // Without a first byte to point to, SQLite would take empty bytes for none.
        Check(
            value is null ? raw.sqlite3_bind_null(statement, parameter)
            : value.Length == 0 ? raw.sqlite3_bind_zeroblob(statement, parameter, 0)
            : raw.sqlite3_bind_blob(statement, parameter, value)
        );
        return this;
    }

    public SqliteStatement BindBlob(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(statement, parameter, value));
        return this;
    }

    /// <summary>Moves to the next row; false at the end. <see cref="Reset"/> comes after the last row wanted.</summary>
    /// <exception cref="OperationCanceledException">The connection was interrupted.</exception>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public bool Step()
    {
        switch (raw.sqlite3_step(statement))
        {
            case raw.SQLITE_ROW:
                return true;
            case raw.SQLITE_DONE:
                return false;
            case raw.SQLITE_INTERRUPT:
                Reset();
                throw new OperationCanceledException("The query was interrupted.");
            case var code:
                Reset();
                SqliteException.ThrowExceptionForRC(code, database);
                return false;
        }
    }

    /// <summary>Runs a statement that returns no rows and tells how many rows it changed.</summary>
    public int Execute()
    {
        Step();
        var changed = raw.sqlite3_changes(database);
        Reset();
        return changed;
    }

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>What kind of value is stored in a column.</summary>
    public StoredKind KindOf(int column) => (StoredKind)raw.sqlite3_column_type(statement, column);

    public bool IsBlob(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_BLOB;

    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <summary>Makes it ready to run again; lets go of the read lock.</summary>
    public void Reset()
    {
        // The code returned here repeats that of the last step, which has been dealt with.
        _ = raw.sqlite3_reset(statement);
    }

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
