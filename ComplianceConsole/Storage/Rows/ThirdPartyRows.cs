using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>A third party that receives personal data, with the ground and the contract it receives them on. Policy 3.1, 9.4.</summary>
public sealed class RecipientRow
{
    public long Id { get; init; }
    public required string Name { get; set; }
    public string? Bin { get; set; }

    /// <summary>Two-letter code of its country; another than KZ makes a transfer to it cross-border.</summary>
    public required string Country { get; set; }
    public required string Email { get; set; }
    public required string Address { get; set; }

    /// <summary>The language it is written to in.</summary>
    public required string Language { get; set; }

    /// <summary>Code of the ground of the register of grounds.</summary>
    public required string Ground { get; set; }

    /// <summary>Number of the contract.</summary>
    public required string ContractNumber { get; set; }
    public LocalDate? ContractDate { get; set; }
    public LocalDate? ContractUntil { get; set; }

    /// <summary>Codes of the purposes it may receive for, comma separated.</summary>
    public required string Purposes { get; set; }

    /// <summary>Codes of the fields it may receive, comma separated.</summary>
    public required string Fields { get; set; }
    public Instant CreatedAt { get; init; }

    /// <summary>When it stopped receiving; null while it does.</summary>
    public Instant? EndedAt { get; set; }
    public int Version { get; set; }
}

/// <summary>One transfer of a subject's data to a recipient: which fields, when, what for. Policy 6.2.</summary>
public sealed class TransferRow : ISubjectEventRow
{
    public long SubjectId { get; init; }
    public int Sequence { get; init; }
    public long RecipientId { get; init; }
    public Instant At { get; init; }
    public required string Purpose { get; init; }

    /// <summary>Codes of fields, comma separated.</summary>
    public required string Fields { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
}
