using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault.Copies;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// How a change renews the tree and becomes durable, here and on the live copies. A destroyed key still stands in older copies of the file, wrapped
/// by its shelf's key: so the shelf is given a new one, under which the survivors are wrapped, and all shelves a new root key, whose predecessor is
/// destroyed. Then an older copy opens with no key there is. Policy 2.1(10).
/// </summary>
public sealed partial class KeyringChange
{
    private const string UpdateKey = "UPDATE HolderKeys SET WrappedKey = ?3 WHERE Kind = ?1 AND Id = ?2";

    private readonly List<KeyringOp>? _mirrored;
    private readonly HashSet<int> _emptied = [];
    private readonly HashSet<int> _renewed = [];
    private bool _renewsRoot;
    private byte[]? _newRoot;

    /// <summary>Gives a shelf a new key with this change, whether or not a key of it is destroyed.</summary>
    public void RenewShelf(int shelf)
    {
        var old = ShelfFor(shelf);
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        RandomNumberGenerator.Fill(key);
        var renewed = new Shelf(key, old.Version + 1);
        Rewrap(shelf, old, renewed);
        using var root = new AesGcm(_keyring.PresentRoot(_connection, _transaction), 16);
        using var write = Command("UPDATE Shelves SET Version = $version, WrappedKey = $key WHERE Id = $id", "$version", "$key", "$id");
        Run(write, renewed.Version, KeyWrap.Wrap(root, key, KeyName.Shelf(shelf)), shelf);
        CryptographicOperations.ZeroMemory(key);
        _shelves[shelf] = renewed;
        _emptied.Remove(shelf);
        _renewed.Add(shelf);
    }

    /// <summary>Gives the tree a new root key with this change.</summary>
    public void RenewRoot() => _renewsRoot = true;

    /// <summary>
    /// Makes the change durable, on every live copy that answers too. Where a key was destroyed the tree is renewed with it, which no copy may
    /// miss, and the old root key is destroyed, or is by the next <see cref="Keyring.FinishRenewal"/> where something is in the way.
    /// </summary>
    /// <param name="finishesRenewal">
    /// False for one on whom others wait: readers and copies may hold up the end of a renewal, so that it is left to the next
    /// <see cref="Keyring.FinishRenewal"/>, which must follow.
    /// </param>
    /// <exception cref="CopyAwayException">The tree would be renewed, and a copy of the keyring does not answer: nothing was changed.</exception>
    /// <exception cref="RenewalUnderWayException">The tree would be renewed, and an earlier renewal is not finished: nothing was changed.</exception>
    /// <exception cref="IOException">A place of the root key cannot be written: nothing was changed.</exception>
    public void Commit(bool finishesRenewal = true)
    {
        if (_emptied.Count > 0 || _renewsRoot)
        {
            RenewTree();
        }

        var from = Advance();
        if (_mirrored is null)
        {
            CommitHere();
        }
        else
        {
            MirrorHead();
            _keyring.Copies.Commit(_mirrored, from, isRequired: _newRoot is not null, CommitHere);
        }

        if (_renewed.Count > 0 || _newRoot is not null)
        {
            _keyring.Adopt(_newRoot, _renewed.Select(number => KeyValuePair.Create(number, _shelves[number])));
        }

        _keyring.Step?.Invoke("copies committed");
        if (_newRoot is not null && finishesRenewal)
        {
            FinishRenewal();
        }
    }

    // The change is durable: nothing that goes wrong from here on may tell whoever asked that it is not. Who must know asks again.
    private void FinishRenewal()
    {
        try
        {
            _keyring.FinishRenewal();
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            _keyring.Step?.Invoke("old root key left: " + error.Message);
        }
    }

    private void CommitHere()
    {
        _keyring.Step?.Invoke("commit");
        _transaction.Commit();
        _keyring.Step?.Invoke("committed");
    }

    private void RenewTree()
    {
        var present = _keyring.PresentRoot(_connection, _transaction);
        if (!_keyring.Roots.AreSettled(present))
        {
            throw new RenewalUnderWayException();
        }

        foreach (var shelf in _emptied.ToList())
        {
            RenewShelf(shelf);
        }

        var next = RandomNumberGenerator.GetBytes(Cipher.KeyLength);
        using var old = new AesGcm(present, 16);
        using var renewed = new AesGcm(next, 16);
        RewrapShelves(old, renewed);
        RewrapSecrets(old, renewed);

        // Synced to disk in every place before anything is wrapped under it for good.
        _keyring.Step?.Invoke("write next");
        _keyring.Roots.WriteNext(next);
        _keyring.Step?.Invoke("next written");
        _newRoot = next;
    }

    private void Rewrap(int shelf, Shelf old, Shelf renewed)
    {
        using var last = new SqliteStatement(_connection, "SELECT COALESCE(MAX(Id), 0) FROM HolderKeys WHERE Kind = ?1");
        using var read = new SqliteStatement(_connection, "SELECT WrappedKey FROM HolderKeys WHERE Kind = ?1 AND Id = ?2");
        using var write = new SqliteStatement(_connection, UpdateKey);
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        foreach (var kind in Enum.GetValues<KeyHolder>())
        {
            last.Bind(1, (long)kind).Step();
            var end = last.Number(0);
            last.Reset();
            for (long id = shelf; id <= end; id += Keyring.Shelves)
            {
                if (!read.Bind(1, (long)kind).Bind(2, id).Step())
                {
                    read.Reset();
                    continue;
                }

                var wrapped = read.Blob(0).ToArray();
                read.Reset();
                if (!TryUnwrap(old, wrapped, KeyName.Holder(kind, id), key))
                {
                    // Damaged before: it opens nothing now and would not later, and must not keep its neighbours from being destroyed.
                    continue;
                }

                var rewrapped = renewed.Wrap(key, KeyName.Holder(kind, id));
                write.Bind(1, (long)kind).Bind(2, id).BindBlob(3, rewrapped).Execute();
                _mirrored?.Add(new KeyringOp(UpdateKey, Names: null, [(long)kind, id, rewrapped]));
            }
        }

        CryptographicOperations.ZeroMemory(key);
    }

    private static bool TryUnwrap(Shelf shelf, byte[] wrapped, in KeyName name, Span<byte> key)
    {
        try
        {
            shelf.Unwrap(wrapped, name, key);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private void RewrapShelves(AesGcm old, AesGcm renewed)
    {
        using var read = Command("SELECT Id, WrappedKey FROM Shelves");
        var shelves = new List<(int Id, byte[] Wrapped)>(Keyring.Shelves);
        using (var rows = read.ExecuteReader())
        {
            while (rows.Read())
            {
                shelves.Add((rows.GetInt32(0), (byte[])rows[1]));
            }
        }

        using var write = Command("UPDATE Shelves SET WrappedKey = $key WHERE Id = $id", "$key", "$id");
        foreach (var (id, wrapped) in shelves)
        {
            Run(write, Rewrap(old, renewed, wrapped, KeyName.Shelf(id)), id);
        }
    }

    private void RewrapSecrets(AesGcm old, AesGcm renewed)
    {
        using var read = Command("SELECT Name, WrappedKey FROM Secrets");
        var secrets = new List<(string Name, byte[] Wrapped)>();
        using (var rows = read.ExecuteReader())
        {
            while (rows.Read())
            {
                secrets.Add((rows.GetString(0), (byte[])rows[1]));
            }
        }

        using var write = Command("UPDATE Secrets SET WrappedKey = $key WHERE Name = $name", "$key", "$name");
        foreach (var (name, wrapped) in secrets)
        {
            Run(write, Rewrap(old, renewed, wrapped, KeyName.Secret(name)), name);
        }
    }

    private static byte[] Rewrap(AesGcm old, AesGcm renewed, byte[] wrapped, in KeyName name)
    {
        Span<byte> key = stackalloc byte[Cipher.KeyLength];
        KeyWrap.Unwrap(old, wrapped, name, key);
        var rewrapped = KeyWrap.Wrap(renewed, key, name);
        CryptographicOperations.ZeroMemory(key);
        return rewrapped;
    }

    // Each change has a number: a copy that has missed one finds out by it.
    private long Advance()
    {
        using var advance = Command("UPDATE KeyringStates SET Generation = Generation + 1 WHERE Id = 1 RETURNING Generation");
        return (long)advance.ExecuteScalar()! - 1;
    }

    // The highest head seen is written past the changes, each second; it goes along with them.
    private void MirrorHead()
    {
        using var read = Command("SELECT Size, Root, Tag FROM RememberedHeads WHERE Id = 1");
        using var row = read.ExecuteReader();
        if (row.Read())
        {
            _mirrored!.Add(new KeyringOp(
                "INSERT OR REPLACE INTO RememberedHeads (Id, Size, Root, Tag) VALUES (1, ?1, ?2, ?3)", Names: null, [row.GetInt64(0), row[1], row[2]]));
        }
    }
}
