using System.Collections.Immutable;
using NodaTime;

namespace ComplianceConsole.Documents.Reports;

/// <summary>Everything a consent receipt says, as plain values; names come in the reader's language beside their codes.</summary>
public sealed record ConsentReceiptModel
{
    /// <summary>The number of the receipt.</summary>
    public required string ReceiptNumber { get; init; }

    /// <summary>The number of the record of these consents; every receipt of it names the same.</summary>
    public required string RecordNumber { get; init; }

    /// <summary>When it was issued.</summary>
    public required Instant IssuedAt { get; init; }

    /// <summary>The organisation.</summary>
    public required DisclosureIssuer Issuer { get; init; }

    /// <summary>Its BIN.</summary>
    public required string IssuerBin { get; init; }

    /// <summary>Its website; empty where it has none.</summary>
    public required string IssuerWebsite { get; init; }

    /// <summary>The subject's number.</summary>
    public required string SubjectNumber { get; init; }

    /// <summary>The subject's name.</summary>
    public required string SubjectName { get; init; }

    /// <summary>Two-letter code of the reader's language.</summary>
    public required string Language { get; init; }

    /// <summary>The policy version of the consent of registration.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>Where the version of the policy is posted, by its code; a version that is not named is nowhere.</summary>
    public ImmutableDictionary<string, string> PolicyAddresses { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The purposes that rest on consent or were consented to.</summary>
    public ImmutableArray<ReceiptPurpose> Purposes { get; init; } = [];

    /// <summary>The events, in the order in which they were recorded.</summary>
    public ImmutableArray<ReceiptEvent> Events { get; init; } = [];

    /// <summary>The third parties that may receive data for these purposes.</summary>
    public ImmutableArray<ReceiptParty> ThirdParties { get; init; } = [];
}

/// <summary>A purpose.</summary>
/// <param name="Code">Its clause.</param>
/// <param name="Title">What it is.</param>
/// <param name="Ground">The code of the legal ground.</param>
/// <param name="GroundTitle">The legal ground.</param>
/// <param name="IsCovered">Whether data may be used for it now.</param>
/// <param name="Fields">The data it needs: code, name and period of keeping.</param>
public sealed record ReceiptPurpose(
    string Code, string Title, string Ground, string GroundTitle, bool IsCovered, ImmutableArray<ReceiptField> Fields);

/// <summary>A field a purpose needs.</summary>
public sealed record ReceiptField(string Code, string Name, string Period);

/// <summary>An event of a consent.</summary>
/// <param name="At">When.</param>
/// <param name="Sentence">What happened, as a sentence.</param>
/// <param name="Type">The state it led to, in the words of the specification: <c>given</c>, <c>withdrawn</c>.</param>
/// <param name="Channel">How it was expressed.</param>
/// <param name="PolicyVersion">Under which version of the policy.</param>
/// <param name="Purposes">Codes of the purposes.</param>
/// <param name="Until">The last day of the term; null where it has none.</param>
public sealed record ReceiptEvent(
    Instant At, string Sentence, string Type, string Channel, string PolicyVersion, ImmutableArray<string> Purposes, LocalDate? Until);

/// <summary>A third party.</summary>
public sealed record ReceiptParty(string Id, string Name, string Address, string Email, string Country, ImmutableArray<string> Purposes);
