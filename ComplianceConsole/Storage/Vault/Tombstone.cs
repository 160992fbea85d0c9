using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>Proof that a holder's key was destroyed. Policy 2.1(10).</summary>
/// <param name="Kind">Whose key.</param>
/// <param name="Id">The holder's number.</param>
/// <param name="At">When.</param>
/// <param name="ExternalId">A keyed hash of the subject's external id; null where there was none or it was lifted.</param>
/// <param name="LiftedAt">When the refusal of that external id was lifted.</param>
public sealed record Tombstone(KeyHolder Kind, long Id, Instant At, byte[]? ExternalId, Instant? LiftedAt);
