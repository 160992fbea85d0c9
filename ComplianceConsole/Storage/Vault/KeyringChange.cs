using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>A holder just created: its number, and the cipher to seal its first data with.</summary>
/// <param name="Id">The number, never given before.</param>
/// <param name="Cipher">To be disposed by whoever receives it.</param>
public sealed record NewHolder(long Id, AesGcm Cipher);

/// <summary>
/// A change of the keyring in one durable transaction. It is committed before the records that need it, so that a crash in between
/// leaves a key without data, never data without a key; the sweep removes such a key with its identifiers.
/// </summary>
public sealed partial class KeyringChange : IDisposable
{
    private const string InsertKey = "INSERT INTO HolderKeys (Kind, Id, WrappedKey) VALUES (?1, ?2, ?3)";

    private readonly Keyring _keyring;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly bool _ownsConnection;
    private readonly SqliteStatement _insertKey;
    private readonly SqliteStatement _insertIdentifier;
    private readonly Dictionary<KeyHolder, long> _next = [];
    private readonly Dictionary<int, Shelf> _shelves = [];

    internal KeyringChange(Keyring keyring, SqliteConnection connection)
        : this(keyring, connection, connection.BeginTransaction()) => _ownsConnection = true;

    internal KeyringChange(Keyring keyring, SqliteConnection connection, SqliteTransaction transaction)
    {
        (_keyring, _connection, _transaction) = (keyring, connection, transaction);
        _insertKey = new SqliteStatement(connection, InsertKey);
        _insertIdentifier = new SqliteStatement(connection, InsertIdentifier);
        _mirrored = keyring.Copies.All.Count > 0 ? [] : null;
    }

    /// <summary>Makes a holder with a fresh key.</summary>
    public NewHolder Create(KeyHolder kind)
    {
        var id = NextId(kind);
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        RandomNumberGenerator.Fill(key);
        Insert(kind, id, ShelfFor(id).Wrap(key, KeyName.Holder(kind, id)));
        var cipher = new AesGcm(key, 16);
        CryptographicOperations.ZeroMemory(key);
        return new NewHolder(id, cipher);
    }

    /// <summary>Takes numbers for holders whose keys are added later; they are never given again.</summary>
    /// <returns>The first of them.</returns>
    public long TakeNumbers(KeyHolder kind, int count)
    {
        var first = NextId(kind);
        if (count > 1)
        {
            WriteNext(kind, first + count);
        }

        return first;
    }

    /// <summary>Gives back the last of the numbers taken, where nobody has taken others since.</summary>
    /// <param name="kind">Whose numbers.</param>
    /// <param name="unused">The first that was not used.</param>
    /// <param name="end">The one after the last taken.</param>
    public void GiveBackNumbers(KeyHolder kind, long unused, long end)
    {
        using var write = Command("UPDATE Counters SET Next = $unused WHERE Kind = $kind AND Next = $end", "$unused", "$kind", "$end");
        Run(write, unused, (int)kind, end);
    }

    /// <summary>Adds a key made by <see cref="Keyring.Fresh"/>, under its shelf's key of today.</summary>
    internal void Add(KeyHolder kind, long id, FreshKey fresh)
    {
        var shelf = ShelfFor(id);
        Insert(kind, id, shelf.Version == fresh.Shelf.Version ? fresh.Wrapped : Rewrap(kind, id, fresh, shelf));
    }

    /// <summary>
    /// Removes a key that no record is sealed under, with its identifiers: it was never used, or is a notice's that has gone out. Never for
    /// a holder with records.
    /// </summary>
    public void RemoveOrphan(KeyHolder kind, long id)
    {
        using var key = Command("DELETE FROM HolderKeys WHERE Kind = $kind AND Id = $id", "$kind", "$id");
        Run(key, (int)kind, id);
        if (kind == KeyHolder.Subject)
        {
            using var identifiers = Command("DELETE FROM Identifiers WHERE SubjectId = $id", "$id");
            Run(identifiers, id);
        }
    }

    /// <summary>
    /// Destroys a holder's key, with its identifiers, and sets the tombstone that proves it. Again without effect. Policy 2.1(10).
    /// </summary>
    public void Destroy(KeyHolder kind, long id, Instant at)
    {
        var tombstone = new Tombstone(kind, id, at, ExternalIdLeftBy(kind, id), LiftedAt: null);
        RemoveOrphan(kind, id);
        Set(tombstone);
    }

    public void Dispose()
    {
        _insertKey.Dispose();
        _insertIdentifier.Dispose();
        _destroyedWith?.Dispose();
        _ownerOf?.Dispose();
        if (_ownsConnection)
        {
            _transaction.Dispose();
            _connection.Dispose();
        }
    }

    private void Insert(KeyHolder kind, long id, byte[] wrapped)
    {
        _insertKey.Bind(1, (long)kind).Bind(2, id).BindBlob(3, wrapped).Execute();
        _mirrored?.Add(new KeyringOp(InsertKey, Names: null, [(long)kind, id, wrapped]));
    }

    private static byte[] Rewrap(KeyHolder kind, long id, FreshKey fresh, Shelf shelf)
    {
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        fresh.Shelf.Unwrap(fresh.Wrapped, KeyName.Holder(kind, id), key);
        var wrapped = shelf.Wrap(key, KeyName.Holder(kind, id));
        CryptographicOperations.ZeroMemory(key);
        return wrapped;
    }

    // Asked once a change: nobody else replaces a shelf's key while this transaction lasts.
    private Shelf ShelfFor(long id)
    {
        var number = Keyring.ShelfOf(id);
        if (!_shelves.TryGetValue(number, out var shelf))
        {
            shelf = _keyring.OpenShelf(_connection, _transaction, number);
            _shelves.Add(number, shelf);
        }

        return shelf;
    }

    private long NextId(KeyHolder kind)
    {
        if (!_next.TryGetValue(kind, out var next))
        {
            using var read = Command("SELECT Next FROM Counters WHERE Kind = $kind", "$kind");
            Bind(read, (int)kind);
            next = (long?)read.ExecuteScalar() ?? 1;
        }

        WriteNext(kind, next + 1);
        return next;
    }

    private void WriteNext(KeyHolder kind, long next)
    {
        _next[kind] = next;
        using var write = Command(
            "INSERT INTO Counters (Kind, Next) VALUES ($kind, $next) ON CONFLICT (Kind) DO UPDATE SET Next = $next",
            "$kind", "$next");
        Run(write, (int)kind, next);
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }

        return command;
    }

    private int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        Bind(command, values);
        var changed = command.ExecuteNonQuery();
        if (changed > 0)
        {
            _mirrored?.Add(new KeyringOp(command.CommandText, [.. command.Parameters.Cast<SqliteParameter>().Select(one => one.ParameterName)], values.ToArray()));
        }

        return changed;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }
}
