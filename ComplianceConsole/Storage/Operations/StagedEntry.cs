using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Operations;

/// <summary>An entry of the ledger while its use case runs: what is clear, and the details that will be sealed.</summary>
public sealed class StagedEntry
{
    public required ProcessingAction Action { get; init; }
    public IReadOnlyList<long> Subjects { get; set; } = [];
    public string? Purpose { get; init; }
    public string? Clause { get; init; }
    public long? RequestId { get; set; }
    public LedgerOutcome Outcome { get; set; } = LedgerOutcome.Done;

    /// <summary>What only the holder's key shows: written as JSON, sealed, and bound to the entry by a salted digest.</summary>
    public object? Details { get; set; }

    /// <summary>Under whose key the details are sealed: the one subject's, or the organisation's.</summary>
    internal (KeyHolder Kind, long Id) Holder => EntryDetails.HolderOf(Subjects, RequestId);
}

/// <summary>An entry ready for the ledger, lacking only its index.</summary>
internal sealed record SealedEntry(LedgerEntry Entry, byte[]? Details)
{
    /// <summary>The canonical bytes behind the index, made without a lock: who writes the ledger keeps everybody waiting.</summary>
    public byte[] Rest { get; } = CanonicalEncoding.EncodeRest(Entry);
}
