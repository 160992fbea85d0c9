namespace ComplianceConsole.Storage.Rows;

/// <summary>One entry of the ledger: canonical bytes, their leaf hash, and the sealed details whose digest the bytes carry.</summary>
public sealed class LedgerEntryRow
{
    public long Index { get; init; }
    public required byte[] Bytes { get; init; }
    public required byte[] LeafHash { get; init; }

    /// <summary>Salt and details, sealed under the key of whom they concern; unreadable once that key is destroyed.</summary>
    public byte[]? Details { get; init; }
}

/// <summary>Which entries concern which subject; derived from the entries, so that "who looked" is found at once.</summary>
public sealed class LedgerSubjectRow
{
    public long SubjectId { get; init; }
    public long EntryIndex { get; init; }
}

/// <summary>Which entries belong to which request; derived from the entries, so that what was done for a request is found at once.</summary>
public sealed class LedgerRequestRow
{
    public long RequestId { get; init; }
    public long EntryIndex { get; init; }
}

/// <summary>The authenticated head of the ledger after the last commit. One row.</summary>
public sealed class LedgerHeadRow
{
    public int Id { get; init; } = 1;
    public long Size { get; set; }
    public required byte[] Root { get; set; }
    public required byte[] Tag { get; set; }
}
