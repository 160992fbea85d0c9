using System.Buffers.Binary;
using System.Security.Cryptography;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault.Copies;

namespace ComplianceConsole.Storage.Vault;

/// <summary>The steps by which identifiers come under a new outer key, each a change of its own: begin, bring them over in parts, promote.</summary>
public sealed partial class KeyringChange
{
    private const string RemoveIdentifier = "DELETE FROM Identifiers WHERE Kind = ?1 AND Hash = ?2 AND SubjectId = ?3";

    /// <summary>Makes the next outer key, where none is under way.</summary>
    /// <param name="onlyWhereDue">Only where a subject was destroyed since the present one was made, or there is none.</param>
    /// <returns>Whether a renewal is under way now.</returns>
    internal bool BeginOuterKey(bool onlyWhereDue)
    {
        if (Held.IsRenewing)
        {
            return true;
        }

        using var asked = IdentifierState.Ask(_connection);
        var state = IdentifierState.Read(asked);
        using var count = Command("SELECT COUNT(*) FROM Tombstones WHERE Kind = 0");
        var destroyed = (long)count.ExecuteScalar()!;
        if (onlyWhereDue && Held.Keys.Present is not null && state.Destroyed == destroyed)
        {
            return false;
        }

        // Counted now and not at the end: who is destroyed while it lasts may stand under the new key in a copy that was taken meanwhile.
        WriteSecret(Keyring.NextOuterSecret, RandomNumberGenerator.GetBytes(Cipher.KeyLength));
        SetIdentifiers("Epoch = Epoch + 1, RenewedTo = 0, Destroyed = $value", destroyed);
        return true;
    }

    /// <summary>Brings the identifiers of further subjects under the next outer key.</summary>
    /// <param name="most">How many identifiers at most.</param>
    /// <returns>Whether any are left under the present one.</returns>
    internal bool MoveIdentifiers(int most)
    {
        if (!Held.IsRenewing || Held.RenewedTo == IdentifierState.All)
        {
            return false;
        }

        var rows = IdentifiersFrom(Held.RenewedTo, most);
        var renewedTo = IdentifierState.All;
        if (rows.Count == most)
        {
            // The last one's may not be all there.
            renewedTo = rows[^1].Subject;
            rows.RemoveAll(row => row.Subject == renewedTo);
        }

        Move(rows);
        SetIdentifiers("RenewedTo = $value", renewedTo);
        return renewedTo != IdentifierState.All;
    }

    /// <summary>Puts the next outer key in the place of the present one, which is destroyed by the root key's renewal that goes with it.</summary>
    /// <returns>Whether no renewal is under way any more; false where identifiers are left under the present one.</returns>
    internal bool PromoteOuterKey()
    {
        if (!Held.IsRenewing)
        {
            return true;
        }

        if (Held.RenewedTo != IdentifierState.All)
        {
            return false;
        }

        Span<byte> next = stackalloc byte[Cipher.KeyLength];
        using var root = new AesGcm(_keyring.PresentRoot(_connection, _transaction), 16);
        using (var read = Command("SELECT WrappedKey FROM Secrets WHERE Name = $name", "$name"))
        {
            Bind(read, Keyring.NextOuterSecret);
            KeyWrap.Unwrap(root, (byte[])read.ExecuteScalar()!, KeyName.Secret(Keyring.NextOuterSecret), next);
        }

        _renewsRoot |= Held.Keys.Present is not null;
        WriteSecret(Keyring.OuterSecret, next);
        CryptographicOperations.ZeroMemory(next);
        using (var delete = Command("DELETE FROM Secrets WHERE Name = $name", "$name"))
        {
            Run(delete, Keyring.NextOuterSecret);
        }

        SetIdentifiers("Epoch = Epoch + $value, RenewedTo = 0", 1);
        return true;
    }

    private void WriteSecret(string name, ReadOnlySpan<byte> key)
    {
        using var root = new AesGcm(_keyring.PresentRoot(_connection, _transaction), 16);
        using var write = Command("INSERT OR REPLACE INTO Secrets (Name, WrappedKey) VALUES ($name, $key)", "$name", "$key");
        Run(write, name, KeyWrap.Wrap(root, key, KeyName.Secret(name)));
    }

    private void SetIdentifiers(string what, long value)
    {
        using var set = Command($"UPDATE IdentifierKeys SET {what} WHERE Id = 1", "$value");
        Run(set, value);
        _held = null;
    }

    private List<(IdentifierKind Kind, byte[] Stored, long Subject)> IdentifiersFrom(long subject, int most)
    {
        var rows = new List<(IdentifierKind, byte[], long)>(most);
        using var read = new SqliteStatement(
            _connection, "SELECT Kind, Hash, SubjectId FROM Identifiers WHERE SubjectId >= ?1 ORDER BY SubjectId LIMIT ?2");
        read.Bind(1, subject).Bind(2, most);
        while (read.Step())
        {
            rows.Add(((IdentifierKind)read.Number(0), read.Blob(1).ToArray(), read.Number(2)));
        }

        return rows;
    }

    private void Move(List<(IdentifierKind Kind, byte[] Stored, long Subject)> rows)
    {
        // What has another length is damaged: it is found under no key.
        rows.RemoveAll(row => row.Stored.Length != OuterKey.HashLength);
        var hashes = new byte[rows.Count * OuterKey.HashLength];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Stored.CopyTo(hashes, i * OuterKey.HashLength);
        }

        // Out in the order of the table, and in again in its order: each page is then visited twice instead of at random.
        var pending = new bool[rows.Count];
        using (var remove = new SqliteStatement(_connection, RemoveIdentifier + " RETURNING Pending"))
        {
            foreach (var i in InTableOrder(rows, hashes))
            {
                var (kind, stored, subject) = rows[i];
                remove.Bind(1, (long)kind).BindBlob(2, stored).Bind(3, subject).Step();
                pending[i] = remove.Number(0) == 1;
                remove.Reset();
                _mirrored?.Add(new KeyringOp(RemoveIdentifier, Names: null, [(long)kind, stored, subject]));
            }
        }

        Held.Keys.Present?.OpenAll(hashes);
        Held.Keys.Next!.SealAll(hashes);
        foreach (var i in InTableOrder(rows, hashes))
        {
            var stored = hashes.AsSpan(i * OuterKey.HashLength, OuterKey.HashLength);
            var (kind, isPending) = ((long)rows[i].Kind, pending[i] ? 1L : 0L);
            _insertIdentifier.Bind(1, kind).BindBlob(2, stored).Bind(3, rows[i].Subject).Bind(4, isPending).Execute();
            _mirrored?.Add(new KeyringOp(InsertIdentifier, Names: null, [kind, stored.ToArray(), rows[i].Subject, isPending]));
        }
    }

    private static int[] InTableOrder(List<(IdentifierKind Kind, byte[] Stored, long Subject)> rows, byte[] hashes)
    {
        var (places, order) = (new int[rows.Count], new ulong[rows.Count]);
        for (var i = 0; i < places.Length; i++)
        {
            var first = BinaryPrimitives.ReadUInt64BigEndian(hashes.AsSpan(i * OuterKey.HashLength));
            (places[i], order[i]) = (i, ((ulong)rows[i].Kind << 60) | (first >> 4));
        }

        Array.Sort(order, places);
        return places;
    }
}
