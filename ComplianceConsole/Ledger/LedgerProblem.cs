namespace ComplianceConsole.Ledger;

/// <summary>Why a ledger does not hold.</summary>
public enum LedgerProblem
{
    /// <summary>It holds.</summary>
    None,

    /// <summary>An index is missing, repeated or out of order.</summary>
    IndexBroken,

    /// <summary>The bytes are not those of any entry.</summary>
    EntryUnreadable,

    /// <summary>The entry says another index than its row.</summary>
    EntryMisplaced,

    /// <summary>The stored leaf hash is not that of the entry's bytes.</summary>
    LeafHashWrong,

    /// <summary>There are entries, but no head vouches for them.</summary>
    HeadMissing,

    /// <summary>The head's tag was not made with the head key.</summary>
    HeadForged,

    /// <summary>The head vouches for more entries than there are: the tail was cut off.</summary>
    TailMissing,

    /// <summary>There are more entries than the head vouches for.</summary>
    TailUnvouched,

    /// <summary>The entries are not those the head vouches for.</summary>
    RootWrong,

    /// <summary>The remembered head's tag was not made with the head key.</summary>
    RememberedHeadForged,

    /// <summary>The head remembered elsewhere vouches for more entries than there are: an older ledger was put back.</summary>
    OlderThanRemembered,

    /// <summary>The entries are not those the head remembered elsewhere vouches for.</summary>
    RememberedRootWrong,
}
