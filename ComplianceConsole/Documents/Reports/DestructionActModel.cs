using System.Collections.Immutable;
using NodaTime;

namespace ComplianceConsole.Documents.Reports;

/// <summary>Everything an act of destruction says, as plain values without personal data of the subject; names come in the reader's language.</summary>
public sealed record DestructionActModel
{
    /// <summary>The number of the act; empty where the data was destroyed before acts were numbered.</summary>
    public required string Number { get; init; }

    /// <summary>The organisation's name.</summary>
    public required string Organisation { get; init; }

    /// <summary>Its address.</summary>
    public required string Address { get; init; }

    /// <summary>Its BIN; empty where it was not entered.</summary>
    public required string Bin { get; init; }

    /// <summary>The name of the responsible person. Policy 7.1.</summary>
    public required string Responsible { get; init; }

    /// <summary>The responsible person's post.</summary>
    public required string Post { get; init; }

    /// <summary>The number of the subject, which leads to nobody any more.</summary>
    public required string Subject { get; init; }

    /// <summary>Since when nothing can be restored.</summary>
    public required Instant DestroyedAt { get; init; }

    /// <summary>When it was decided.</summary>
    public required Instant DecidedAt { get; init; }

    /// <summary>By whom.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>Who proposed it, where a second person approved; empty otherwise.</summary>
    public string ProposedBy { get; init; } = "";

    /// <summary>When it was proposed.</summary>
    public Instant? ProposedAt { get; init; }

    /// <summary>The clause: 9.4, 9.7 or 9.8.</summary>
    public required string Clause { get; init; }

    /// <summary>What the clause demands, in words.</summary>
    public required string Ground { get; init; }

    /// <summary>The number of the request; empty where none asked for it.</summary>
    public string Request { get; init; } = "";

    /// <summary>The last day of the term; null where it had none.</summary>
    public LocalDate? DueDay { get; init; }

    /// <summary>Whether it was destroyed within the term.</summary>
    public bool IsOnTime { get; init; }

    /// <summary>The further clause it was owed under; empty where one term ran. Policy 9.7, 9.8.</summary>
    public string FurtherClause { get; init; } = "";

    /// <summary>The last day of that term.</summary>
    public LocalDate? FurtherDueDay { get; init; }

    /// <summary>Whether it was destroyed within that term.</summary>
    public bool IsFurtherOnTime { get; init; }

    /// <summary>Since when the record stood blocked before it was released for destruction.</summary>
    public Instant? BlockedAt { get; init; }

    /// <summary>The categories of data with their fields.</summary>
    public ImmutableArray<ActCategory> Categories { get; init; } = [];

    /// <summary>How many changes, events of consent, documents, reports and records of transfers went; null where it was not noted.</summary>
    public ActCounts? Counts { get; init; }

    /// <summary>What remains of the group it was depersonalised with; null where the data was destroyed without figures. Policy 2.1(11).</summary>
    public ActRemains? Remains { get; init; }

    /// <summary>The copies of the keyring that confirmed.</summary>
    public ImmutableArray<string> Keyrings { get; init; } = [];

    /// <summary>The copies on paper and on media.</summary>
    public ImmutableArray<ActCopy> Copies { get; init; } = [];

    /// <summary>The third parties that were told.</summary>
    public ImmutableArray<ActParty> Parties { get; init; } = [];

    /// <summary>The ledger's entry that says "destroyed".</summary>
    public required long Entry { get; init; }

    /// <summary>Its leaf hash, in hexadecimal.</summary>
    public required string Leaf { get; init; }

    /// <summary>The root of the ledger that ends with it, in hexadecimal.</summary>
    public required string Root { get; init; }
}

/// <summary>A category of data.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fields">The names of its fields that held a value.</param>
public sealed record ActCategory(string Name, ImmutableArray<string> Fields);

/// <summary>What went besides the fields.</summary>
public sealed record ActCounts(int Changes, int Consents, int Documents, int Reports, int Transfers);

/// <summary>What remains of a group of records that were depersonalised together. Policy 2.1(11).</summary>
/// <param name="SmallestGroup">The smallest number of records that a combination may stand for.</param>
/// <param name="Together">How many records there were.</param>
/// <param name="Whole">Of how many all traits are told.</param>
/// <param name="Coarsened">Of how many some are.</param>
/// <param name="Suppressed">Of how many none is.</param>
public sealed record ActRemains(int SmallestGroup, int Together, int Whole, int Coarsened, int Suppressed);

/// <summary>A copy on paper or on a medium. Policy 6.3.</summary>
/// <param name="Number">Its number in the register of this subject.</param>
/// <param name="Kind">What carries it.</param>
/// <param name="NotedAt">When it was noted.</param>
/// <param name="DestroyedAt">When it was destroyed by hand; null while it is outstanding.</param>
/// <param name="Disposal">How; empty while it is outstanding.</param>
/// <param name="By">By whom; empty while it is outstanding.</param>
public sealed record ActCopy(int Number, string Kind, Instant NotedAt, Instant? DestroyedAt, string Disposal, string By);

/// <summary>A third party that was told. Policy 9.4.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SentAt">When the notice went out; null while it waits.</param>
/// <param name="AcknowledgedAt">When it was acknowledged.</param>
public sealed record ActParty(string Name, Instant? SentAt, Instant? AcknowledgedAt);
