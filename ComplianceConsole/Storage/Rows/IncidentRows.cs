using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>An incident with personal data and what was done about it. Policy 7.1, Law 25.</summary>
public sealed class IncidentRow
{
    public long Id { get; init; }

    /// <summary>The year of its number, in Almaty.</summary>
    public int Year { get; init; }

    /// <summary>The gapless number within the year.</summary>
    public int Serial { get; init; }
    public Instant DetectedAt { get; init; }
    public Instant RegisteredAt { get; init; }
    public required string RegisteredBy { get; init; }

    /// <summary>Whether it is a breach that the authorised body has to be told of.</summary>
    public bool IsBreach { get; init; }

    /// <summary>When the authorised body was notified.</summary>
    public Instant? NotifiedAt { get; set; }
    public Instant? ClosedAt { get; set; }
    public int Version { get; set; }

    /// <summary>What happened, whom it concerns and the measures taken; sealed under the organisation's key.</summary>
    public required byte[] Details { get; set; }
}
