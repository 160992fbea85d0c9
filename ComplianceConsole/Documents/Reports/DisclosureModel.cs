using System.Collections.Immutable;
using NodaTime;

namespace ComplianceConsole.Documents.Reports;

/// <summary>
/// Everything a disclosure report says (policy 9.1), as plain values. Names of fields, purposes, grounds, sources, roles and
/// the like come in the reader's language; the report adds its own words in the same language.
/// </summary>
public sealed record DisclosureModel
{
    /// <summary>The organisation that answers.</summary>
    public required DisclosureIssuer Issuer { get; init; }

    /// <summary>The number of the report.</summary>
    public required string ReportNumber { get; init; }

    /// <summary>When the data were read.</summary>
    public required Instant PreparedAt { get; init; }

    /// <summary>The request it answers.</summary>
    public required DisclosureRequest Request { get; init; }

    /// <summary>Who the data are about; none where nothing is held, and the report says so.</summary>
    public DisclosureSubject? Subject { get; init; }

    /// <summary>Every field held.</summary>
    public ImmutableArray<HeldFieldGroup> Fields { get; init; } = [];

    /// <summary>What happened to consents, the first event first.</summary>
    public ImmutableArray<ConsentEvent> Consents { get; init; } = [];

    /// <summary>What was given to third parties.</summary>
    public ImmutableArray<TransferEntry> Transfers { get; init; } = [];

    /// <summary>The requests of the subject.</summary>
    public ImmutableArray<RequestEntry> Requests { get; init; } = [];

    /// <summary>What was corrected.</summary>
    public ImmutableArray<CorrectionEntry> Corrections { get; init; } = [];

    /// <summary>Who looked.</summary>
    public ImmutableArray<AccessEntry> Access { get; init; } = [];

    /// <summary>How long what is kept.</summary>
    public ImmutableArray<RetentionEntry> Retention { get; init; } = [];

    /// <summary>The state of the ledger when the data were read.</summary>
    public required LedgerState Ledger { get; init; }
}

/// <summary>The organisation, and where to write to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PostalAddress">For applications by post.</param>
/// <param name="Email">For applications by e-mail.</param>
/// <param name="Phone">Empty if there is none.</param>
/// <param name="ResponsiblePerson">The name of the person responsible for the processing (policy 7.1).</param>
public sealed record DisclosureIssuer(string Name, string PostalAddress, string Email, string Phone, string ResponsiblePerson);

/// <summary>A request for disclosure.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="ByRepresentative">Whether a legal representative asked.</param>
/// <param name="Authority">On what authority the representative acts; empty otherwise.</param>
/// <param name="Channel">How the request came: by post, by e-mail, in person.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="IdentityCheck">How identity was checked.</param>
/// <param name="DueDate">The last day to answer (policy 9.1).</param>
public sealed record DisclosureRequest(
    string Number,
    string Requester,
    bool ByRepresentative,
    string Authority,
    string Channel,
    Instant ReceivedAt,
    string IdentityCheck,
    LocalDate DueDate);

/// <summary>Who the data are about.</summary>
/// <param name="Number">The subject's number.</param>
/// <param name="Name">The subject's name.</param>
/// <param name="State">The state of the record: active, blocked.</param>
/// <param name="RegisteredAt">When the subject registered.</param>
/// <param name="Representative">The legal representative; empty if there is none.</param>
public sealed record DisclosureSubject(string Number, string Name, string State, Instant RegisteredAt, string Representative = "");

/// <summary>Fields that belong together.</summary>
public sealed record HeldFieldGroup(string Name, ImmutableArray<HeldField> Fields);

/// <summary>What a field is, for the sake of what may never be printed.</summary>
public enum HeldFieldKind
{
    /// <summary>Printed as it is.</summary>
    Plain,

    /// <summary>A bank card: only its last four digits are printed, whatever the value is.</summary>
    BankCard,

    /// <summary>A password: only that it exists is printed, whatever the value is.</summary>
    Password,
}

/// <summary>A field held (policy 5).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value; empty if none was given.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Purposes">What it is processed for (policy 3.2).</param>
/// <param name="Ground">The legal ground (policy 3.1).</param>
/// <param name="Source">Where it came from.</param>
/// <param name="ChangedAt">When it was last changed.</param>
public sealed record HeldField(
    string Name,
    string Value,
    HeldFieldKind Kind,
    ImmutableArray<string> Purposes,
    string Ground,
    string Source,
    Instant ChangedAt);

/// <summary>What happened to a consent.</summary>
/// <param name="At">When.</param>
/// <param name="Sentence">What happened, as a sentence.</param>
/// <param name="PolicyVersion">Under which version of the policy; empty if none.</param>
/// <param name="Purposes">For which purposes.</param>
/// <param name="Channel">How; empty if not known.</param>
/// <param name="Proof">What shows it; empty if nothing.</param>
/// <param name="BeginsGap">Whether from then on no consent was in force.</param>
public sealed record ConsentEvent(
    Instant At,
    string Sentence,
    string PolicyVersion,
    ImmutableArray<string> Purposes,
    string Channel,
    string Proof,
    bool BeginsGap = false);

/// <summary>Data given to a third party.</summary>
/// <param name="At">When.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Fields">Which fields.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Ground">On which ground.</param>
/// <param name="Country">The country, where it is another one; empty otherwise.</param>
public sealed record TransferEntry(Instant At, string Recipient, string Fields, string Purpose, string Ground, string Country = "");

/// <summary>A request of the subject.</summary>
public sealed record RequestEntry(string Number, string Kind, Instant ReceivedAt, string Outcome);

/// <summary>A correction (policy 9.3).</summary>
/// <param name="At">When.</param>
/// <param name="Field">The name of the field.</param>
/// <param name="Kind">What the field is.</param>
/// <param name="Before">Its value before.</param>
/// <param name="After">Its value after.</param>
/// <param name="Evidence">What showed that it was wrong.</param>
/// <param name="OnWhoseWord">The subject, a representative, the authorised body.</param>
public sealed record CorrectionEntry(
    Instant At,
    string Field,
    HeldFieldKind Kind,
    string Before,
    string After,
    string Evidence,
    string OnWhoseWord);

/// <summary>A look at the data.</summary>
/// <param name="At">When.</param>
/// <param name="Who">The role of who looked; with the name if the responsible person chose so.</param>
/// <param name="Action">What was done (policy 6.2).</param>
/// <param name="Purpose">For what.</param>
public sealed record AccessEntry(Instant At, string Who, string Action, string Purpose);

/// <summary>How long data are kept.</summary>
/// <param name="Data">Which data.</param>
/// <param name="Until">Until when, or what ends it.</param>
/// <param name="Basis">Why so long.</param>
public sealed record RetentionEntry(string Data, string Until, string Basis);

/// <summary>A checkpoint of the ledger.</summary>
/// <param name="Entries">The number of entries.</param>
/// <param name="Root">The root of the tree over them, in hexadecimal.</param>
/// <param name="At">When.</param>
public sealed record LedgerState(long Entries, string Root, Instant At);
