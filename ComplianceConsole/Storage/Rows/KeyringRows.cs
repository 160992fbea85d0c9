using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>One of the 1,024 shelves: a key wrapped by the root key, that wraps the keys of its holders.</summary>
public sealed class ShelfRow
{
    public int Id { get; init; }
    public int Version { get; set; }
    public required byte[] WrappedKey { get; set; }
}

/// <summary>The key of a subject, a request, a notice or the organisation, wrapped by its shelf's key.</summary>
public sealed class HolderKeyRow
{
    public KeyHolder Kind { get; init; }
    public long Id { get; init; }
    public required byte[] WrappedKey { get; set; }
}

/// <summary>Whose key it is.</summary>
public enum KeyHolder
{
    Subject = 0,
    Request = 1,
    Organisation = 2,

    /// <summary>A notice that waits to go out: its key goes once it is delivered.</summary>
    Notice = 3,
}

/// <summary>The next number of a kind of holder; numbers are never given twice.</summary>
public sealed class HolderCounterRow
{
    public KeyHolder Kind { get; init; }
    public long Next { get; set; }
}

/// <summary>A keyed hash of an identifier, encrypted under the keyring's outer key, gone with the holder's key.</summary>
public sealed class IdentifierRow
{
    public IdentifierKind Kind { get; init; }

    /// <summary>The hash encrypted: under the next outer key where a renewal has come past the subject, else under the present one.</summary>
    public required byte[] Hash { get; init; }
    public long SubjectId { get; init; }

    /// <summary>Reserved for a change whose records are not known to be committed.</summary>
    public bool Pending { get; set; }
}

/// <summary>Under which outer keys the identifiers stand. One row.</summary>
public sealed class IdentifierKeyRow
{
    public int Id { get; init; } = 1;

    /// <summary>Grows with each step at which the keys become others: the next one made, the next one in the place of the present.</summary>
    public long Epoch { get; set; }

    /// <summary>Identifiers of subjects with a lower number stand under the next key already.</summary>
    public long RenewedTo { get; set; }

    /// <summary>How many subjects had been destroyed when the newest key was made; -1 where none was.</summary>
    public long Destroyed { get; set; }
}

/// <summary>What a keyed hash identifies. External id and e-mail belong to one subject; phone and BIN may be shared.</summary>
public enum IdentifierKind
{
    ExternalId = 0,
    Email = 1,
    Phone = 2,
    Bin = 3,
}

/// <summary>A secret of the keyring itself, wrapped by the root key.</summary>
public sealed class SecretRow
{
    public required string Name { get; init; }
    public required byte[] WrappedKey { get; set; }
}

/// <summary>Proof that a holder's key was destroyed. Policy 2.1(10).</summary>
public sealed class TombstoneRow
{
    public KeyHolder Kind { get; init; }
    public long Id { get; init; }
    public Instant At { get; init; }

    /// <summary>
    /// A keyed hash of the subject's external id, and of nothing else: an old export that names it is refused. Null where there was none, or
    /// once that was lifted for one who registers anew.
    /// </summary>
    public byte[]? ExternalId { get; init; }

    /// <summary>When the responsible person lifted the refusal.</summary>
    public Instant? LiftedAt { get; init; }

    /// <summary>An authentication code over all of the above, so that a tombstone changed past the console is told. Null only in one of an earlier version.</summary>
    public byte[]? Seal { get; init; }
}

/// <summary>Which keyring it is and how many changes it has seen, so that a copy that missed one is told from one that did not. One row.</summary>
public sealed class KeyringStateRow
{
    public int Id { get; init; } = 1;

    /// <summary>Random, the same in every copy.</summary>
    public required byte[] Identity { get; init; }

    public long Generation { get; set; }
}

/// <summary>A live copy of the keyring that was made once.</summary>
public sealed class KnownCopyRow
{
    public required string File { get; init; }
}

/// <summary>The highest ledger head seen, so that a cut-off tail is found. One row.</summary>
public sealed class RememberedHeadRow
{
    public int Id { get; init; } = 1;
    public long Size { get; set; }
    public required byte[] Root { get; set; }
    public required byte[] Tag { get; set; }
}
