using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault.Copies;

namespace ComplianceConsole.Storage.Vault;

/// <summary>What a change does with identifiers. While their outer key is renewed each stands under the one or the other.</summary>
public sealed partial class KeyringChange
{
    private const string InsertIdentifier =
        "INSERT INTO Identifiers (Kind, Hash, SubjectId, Pending) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

    private const string OwnerOfStored = "SELECT SubjectId FROM Identifiers WHERE Kind = ?1 AND Hash = ?2 LIMIT 1";

    private SqliteStatement? _ownerOf;
    private HeldIdentifiers? _held;

    // Asked once a change: nobody else renews while this transaction lasts.
    private HeldIdentifiers Held => _held ??= _keyring.ReadIdentifiers(_connection);

    /// <summary>How identifiers of new subjects stand, in their order: for <see cref="Add(IdentifierKind, byte[], byte[], long)"/>.</summary>
    /// <param name="identifiers">The keyed hash of each, and whose it is.</param>
    internal byte[][] Stored(IReadOnlyList<(byte[] Hash, long Subject)> identifiers)
    {
        var stored = new byte[identifiers.Count][];
        foreach (var isRenewed in (bool[])[false, true])
        {
            var places = Enumerable.Range(0, stored.Length).Where(i => identifiers[i].Subject < Held.RenewedTo == isRenewed).ToArray();
            var key = isRenewed ? Held.Keys.Next : Held.Keys.Present;
            var hashes = new byte[places.Length * OuterKey.HashLength];
            for (var i = 0; i < places.Length; i++)
            {
                identifiers[places[i]].Hash.CopyTo(hashes, i * OuterKey.HashLength);
            }

            key?.SealAll(hashes);
            for (var i = 0; i < places.Length; i++)
            {
                stored[places[i]] = hashes.AsSpan(i * OuterKey.HashLength, OuterKey.HashLength).ToArray();
            }
        }

        return stored;
    }

    /// <summary>Adds an identifier of a new subject.</summary>
    /// <returns>Whether it was free.</returns>
    internal bool Add(IdentifierKind kind, byte[] hash, long subject) =>
        Add(kind, hash, Held.Stored(hash, subject), subject);

    /// <inheritdoc cref="Add(IdentifierKind, byte[], long)"/>
    internal bool Add(IdentifierKind kind, byte[] hash, byte[] stored, long subject) =>
        Insert(kind, hash, stored, subject, pending: false);

    /// <summary>The subject that alone holds an external id or e-mail of this hash.</summary>
    internal long? OwnerOf(IdentifierKind kind, byte[] hash) =>
        OwnerOf(kind, hash, isRenewed: false) ?? (Held.IsRenewing ? OwnerOf(kind, hash, isRenewed: true) : null);

    /// <summary>Takes back an identifier added in this change.</summary>
    internal void TakeBack(IdentifierKind kind, byte[] hash, long subject) =>
        Change("DELETE FROM Identifiers", kind, hash, subject);

    /// <summary>Reserves an identifier for a subject.</summary>
    /// <param name="kind">What it identifies.</param>
    /// <param name="canonical">Its canonical form.</param>
    /// <param name="subject">For whom.</param>
    /// <param name="pending">Whether the subject exists already and its records are changed after this.</param>
    /// <returns>The other subject that holds it; null when it is reserved.</returns>
    public long? Reserve(IdentifierKind kind, string canonical, long subject, bool pending)
    {
        var hash = _keyring.Hash(kind, canonical);
        if (Insert(kind, hash, Held.Stored(hash, subject), subject, pending))
        {
            return null;
        }

        // A phone or BIN is refused to nobody but who holds it already.
        return IsHeldAlone(kind) && OwnerOf(kind, hash) is { } holder && holder != subject ? holder : null;
    }

    /// <summary>The subject that alone holds an external id or e-mail, as this transaction sees it.</summary>
    public long? OwnerOf(IdentifierKind kind, string canonical) => OwnerOf(kind, _keyring.Hash(kind, canonical));

    /// <summary>Marks an identifier whose letting go is not known to be committed; the sweep asks the records.</summary>
    public void Doubt(IdentifierKind kind, string canonical, long subject) =>
        Change("UPDATE Identifiers SET Pending = 1", kind, _keyring.Hash(kind, canonical), subject);

    /// <summary>Confirms what was reserved while pending.</summary>
    public void Confirm(IdentifierKind kind, string canonical, long subject) =>
        Change("UPDATE Identifiers SET Pending = 0", kind, _keyring.Hash(kind, canonical), subject);

    /// <summary>Lets an identifier go.</summary>
    public void Release(IdentifierKind kind, string canonical, long subject) =>
        Change("DELETE FROM Identifiers", kind, _keyring.Hash(kind, canonical), subject);

    /// <summary>Leaves a subject just these identifiers, confirmed.</summary>
    public void KeepOnly(long subject, IEnumerable<(IdentifierKind Kind, string Canonical)> held)
    {
        using var all = Command("SELECT Kind, Hash FROM Identifiers WHERE SubjectId = $subject", "$subject");
        Bind(all, subject);
        var kept = held.Select(one => (one.Kind, Stored: Convert.ToHexString(Held.Stored(_keyring.Hash(one.Kind, one.Canonical), subject)))).ToHashSet();
        var found = new List<(IdentifierKind Kind, byte[] Stored)>();
        using (var rows = all.ExecuteReader())
        {
            while (rows.Read())
            {
                found.Add(((IdentifierKind)rows.GetInt32(0), (byte[])rows[1]));
            }
        }

        using var confirm = OfOne("UPDATE Identifiers SET Pending = 0");
        using var release = OfOne("DELETE FROM Identifiers");
        foreach (var (kind, stored) in found)
        {
            Run(kept.Contains((kind, Convert.ToHexString(stored))) ? confirm : release, (int)kind, stored, subject);
        }
    }

    private static bool IsHeldAlone(IdentifierKind kind) => kind is IdentifierKind.ExternalId or IdentifierKind.Email;

    private bool Insert(IdentifierKind kind, byte[] hash, byte[] stored, long subject, bool pending)
    {
        // What stands under the other key the table's own rule does not see.
        if (Held.IsRenewing && IsHeldAlone(kind) && OwnerOf(kind, hash, isRenewed: subject >= Held.RenewedTo) is not null)
        {
            return false;
        }

        var inserted = _insertIdentifier.Bind(1, (long)kind).BindBlob(2, stored).Bind(3, subject).Bind(4, pending ? 1L : 0L).Execute() == 1;
        if (inserted)
        {
            _mirrored?.Add(new KeyringOp(InsertIdentifier, Names: null, [(long)kind, stored, subject, pending ? 1L : 0L]));
        }

        return inserted;
    }

    private long? OwnerOf(IdentifierKind kind, byte[] hash, bool isRenewed)
    {
        _ownerOf ??= new SqliteStatement(_connection, OwnerOfStored);
        try
        {
            return _ownerOf.Bind(1, (long)kind).BindBlob(2, Held.Stored(hash, isRenewed)).Step() ? _ownerOf.Number(0) : null;
        }
        finally
        {
            _ownerOf.Reset();
        }
    }

    private void Change(string what, IdentifierKind kind, byte[] hash, long subject)
    {
        using var change = OfOne(what);
        Run(change, (int)kind, Held.Stored(hash, subject), subject);
    }

    private Microsoft.Data.Sqlite.SqliteCommand OfOne(string what) =>
        Command(what + " WHERE Kind = $kind AND Hash = $hash AND SubjectId = $subject", "$kind", "$hash", "$subject");
}
