using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault;

/// <summary>One idle connection with its prepared look-ups. One thread at a time.</summary>
internal sealed class KeyringReader : IDisposable
{
    private readonly SqliteStatement _wrapped;
    private readonly SqliteStatement _subjects;
    private readonly SqliteStatement _identifiers;
    private readonly ReadMoment _moment;

    public KeyringReader(SqliteConnection connection)
    {
        Connection = connection;
        _wrapped = new SqliteStatement(connection, "SELECT WrappedKey FROM HolderKeys WHERE Kind = ?1 AND Id = ?2");
        _subjects = new SqliteStatement(
            connection, "SELECT SubjectId FROM Identifiers WHERE Kind = ?1 AND Hash = ?2 ORDER BY SubjectId LIMIT ?3");
        _identifiers = IdentifierState.Ask(connection);
        _moment = new ReadMoment(connection);
    }

    public SqliteConnection Connection { get; }

    /// <summary>Under which keys the identifiers stand at this moment.</summary>
    public IdentifierState Identifiers() => IdentifierState.Read(_identifiers);

    /// <summary>Lets several look-ups see the same moment.</summary>
    public ReadMoment.Ending Moment() => _moment.Begin();

    /// <summary>Reads the wrapped key of a holder; false where there is none.</summary>
    /// <exception cref="CryptographicException">It has another length than a wrapped key.</exception>
    public bool TryRead(KeyHolder kind, long id, Span<byte> wrapped)
    {
        try
        {
            if (!_wrapped.Bind(1, (long)kind).Bind(2, id).Step())
            {
                return false;
            }

            var stored = _wrapped.Blob(0);
            if (stored.Length != wrapped.Length)
            {
                throw new CryptographicException("A wrapped key has another length.");
            }

            stored.CopyTo(wrapped);
            return true;
        }
        finally
        {
            _wrapped.Reset();
        }
    }

    /// <summary>Numbers of the subjects that hold an identifier stored so, lowest first.</summary>
    public IReadOnlyList<long> Subjects(IdentifierKind kind, ReadOnlySpan<byte> stored, int limit)
    {
        List<long>? found = null;
        _subjects.Bind(1, (long)kind).BindBlob(2, stored).Bind(3, limit);
        try
        {
            while (_subjects.Step())
            {
                (found ??= []).Add(_subjects.Number(0));
            }
        }
        finally
        {
            _subjects.Reset();
        }

        return found ?? (IReadOnlyList<long>)[];
    }

    public void Dispose()
    {
        _wrapped.Dispose();
        _subjects.Dispose();
        _identifiers.Dispose();
        _moment.Dispose();
        Connection.Dispose();
    }
}
