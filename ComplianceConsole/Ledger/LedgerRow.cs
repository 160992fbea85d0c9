namespace ComplianceConsole.Ledger;

/// <summary>An entry as it is stored.</summary>
/// <param name="Index">The index of the row.</param>
/// <param name="Canonical">The canonical bytes.</param>
/// <param name="LeafHash">The stored leaf hash, whatever its length.</param>
public readonly record struct LedgerRow(long Index, ReadOnlyMemory<byte> Canonical, ReadOnlyMemory<byte> LeafHash);
