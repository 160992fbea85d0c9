using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>A third party as its register entry says. It is an organisation: nothing here is of a subject.</summary>
public sealed record RecipientView
{
    public required long Id { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public required string? Bin { get; init; }
    public required string Country { get; init; }
    public required string Email { get; init; }
    public required string Address { get; init; }
    public required string Language { get; init; }
    public required string Ground { get; init; }
    public required string ContractNumber { get; init; }
    public required LocalDate? ContractDate { get; init; }
    public required LocalDate? ContractUntil { get; init; }
    public required IReadOnlyList<string> Purposes { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }
    public required Instant? EndedAt { get; init; }

    /// <summary>How many transfers it received.</summary>
    public int Transfers { get; init; }

    /// <summary>How many notices stand in each state.</summary>
    public IReadOnlyDictionary<RecipientNoticeState, int> Notices { get; init; } = new Dictionary<RecipientNoticeState, int>();

    /// <summary>Whether a transfer to it leaves the country. Law 16.</summary>
    public bool IsCrossBorder => TransferRules.IsCrossBorder(Country);

    /// <summary>What it may receive.</summary>
    public RecipientTerms Terms => new(Fields, Purposes, ContractDate, ContractUntil, EndedAt is not null);

    /// <summary>The entry of a row.</summary>
    internal static RecipientView Of(RecipientRow row) =>
        new()
        {
            Id = row.Id,
            Version = row.Version,
            Name = row.Name,
            Bin = row.Bin,
            Country = row.Country,
            Email = row.Email,
            Address = row.Address,
            Language = row.Language,
            Ground = row.Ground,
            ContractNumber = row.ContractNumber,
            ContractDate = row.ContractDate,
            ContractUntil = row.ContractUntil,
            Purposes = ConsentReading.Split(row.Purposes),
            Fields = ConsentReading.Split(row.Fields),
            EndedAt = row.EndedAt,
        };
}

/// <summary>A notice to a third party, without what it says.</summary>
/// <param name="Recipient">The third party's name.</param>
/// <param name="Template">The code of its template.</param>
/// <param name="Subject">Whose data it concerns.</param>
/// <param name="State">How far it has come.</param>
/// <param name="QueuedAt">When it was decided.</param>
/// <param name="SentAt">When it went out.</param>
/// <param name="AcknowledgedAt">When it was confirmed.</param>
/// <param name="AcknowledgeBefore">By when it is to be confirmed.</param>
public sealed record RecipientNoticeView(
    string Recipient,
    string Template,
    SubjectId? Subject,
    RecipientNoticeState State,
    Instant QueuedAt,
    Instant? SentAt,
    Instant? AcknowledgedAt,
    Instant? AcknowledgeBefore)
{
    internal static RecipientNoticeView Of(NoticeRow row, string recipient, Instant now) =>
        new(
            recipient,
            row.Template,
            row.SubjectId is { } subject ? new SubjectId(subject) : null,
            RecipientNoticeStates.Of(row.State, row.AcknowledgeBefore, now),
            row.QueuedAt,
            row.SentAt,
            row.AcknowledgedAt,
            row.AcknowledgeBefore);
}
