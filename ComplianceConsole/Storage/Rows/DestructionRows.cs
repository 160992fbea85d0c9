using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>The destruction of one subject's data: decided, and done when nothing of it can be restored. Policy 2.1(10), 9.4, 9.7, 9.8.</summary>
public sealed class DestructionRow
{
    public long SubjectId { get; init; }
    public Instant DecidedAt { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Clause { get; init; }
    public long? RequestId { get; init; }
    public long? DutyId { get; init; }

    /// <summary>When the key was gone everywhere and the ciphertext dropped; only then is it destroyed.</summary>
    public Instant? DestroyedAt { get; set; }
}
