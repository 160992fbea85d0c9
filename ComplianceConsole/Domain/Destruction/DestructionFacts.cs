using NodaTime;

namespace ComplianceConsole.Domain.Destruction;

/// <summary>
/// What was found when a destruction was decided, so that its act can be written when nothing of the record is left: codes, counts and dates,
/// and no value of the person's. Policy 2.1(10).
/// </summary>
public sealed record DestructionFacts
{
    /// <summary>The codes of the fields that held a value.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>How many changes of the profile, with their evidence.</summary>
    public int Changes { get; init; }

    /// <summary>How many events of consents, with their proofs.</summary>
    public int Consents { get; init; }

    /// <summary>How many documents of requests.</summary>
    public int Documents { get; init; }

    /// <summary>How many reports.</summary>
    public int Reports { get; init; }

    /// <summary>How many records of transfers.</summary>
    public int Transfers { get; init; }

    /// <summary>Since when the record stood blocked before it was released for destruction; null where it did not.</summary>
    public Instant? BlockedAt { get; init; }

    /// <summary>The code of the duty that demanded it; null where a request alone did.</summary>
    public string? DutyKind { get; init; }

    /// <summary>The last day of its term.</summary>
    public LocalDate? DueDay { get; init; }

    /// <summary>The moment the term ends.</summary>
    public Instant? DueBefore { get; init; }

    /// <summary>
    /// The further clause it was owed under: 9.8 beside the term that was missed, or that term beside 9.8; null where one term ran. Policy 9.7, 9.8.
    /// </summary>
    public string? FurtherClause { get; init; }

    /// <summary>The last day of that term.</summary>
    public LocalDate? FurtherDueDay { get; init; }

    /// <summary>The moment that term ends.</summary>
    public Instant? FurtherDueBefore { get; init; }

    /// <summary>Who proposed it, where a second person approved; then the row names who approved.</summary>
    public string? ProposedBy { get; init; }

    /// <summary>When it was proposed.</summary>
    public Instant? ProposedAt { get; init; }

    /// <summary>The number of the request it was decided on; null where none asked for it, or where that was not yet noted.</summary>
    public string? Request { get; init; }
}

/// <summary>In whose name an act is issued and which copies of the keyring confirmed, as they stood when the data was destroyed.</summary>
public sealed record ActFacts
{
    /// <summary>The organisation; null where none was entered.</summary>
    public LocalText? Organisation { get; init; }

    /// <summary>Its address.</summary>
    public LocalText? Address { get; init; }

    /// <summary>Its BIN.</summary>
    public string? Bin { get; init; }

    /// <summary>The name of the responsible person. Policy 7.1.</summary>
    public string? Responsible { get; init; }

    /// <summary>The responsible person's post, in acts issued when it was kept in one language.</summary>
    public string? Post { get; init; }

    /// <summary>The same in the languages of acts.</summary>
    public LocalText? Posts { get; init; }

    /// <summary>The copies of the keyring that confirmed that the key is gone.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];
}
