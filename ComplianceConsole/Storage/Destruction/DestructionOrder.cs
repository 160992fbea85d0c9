using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>Why a subject's data is destroyed. Policy 9.4, 9.7, 9.8.</summary>
/// <param name="Clause">The clause: 9.4, 9.7 or 9.8.</param>
/// <param name="RequestId">The number of the key of the request that asked for it; null where none did.</param>
/// <param name="DutyId">The duty it fulfils.</param>
public sealed record DestructionOrder(string Clause, long? RequestId, long? DutyId);

/// <summary>A destruction that was decided and has not come to its end.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Waits">Which step it waits at.</param>
public sealed record UnfinishedDestruction(SubjectId Subject, Instant DecidedAt, DestructionStep Waits);

/// <summary>The steps of a destruction, in the order in which they survive a crash.</summary>
public enum DestructionStep
{
    /// <summary>Decided: blocked, released for destruction, recorded.</summary>
    Decide = 0,

    /// <summary>What the subject was found by goes from the search index.</summary>
    Search = 1,

    /// <summary>Key and identifiers go from the keyring, a tombstone takes their place.</summary>
    Key = 2,

    /// <summary>Every live copy of the keyring confirms.</summary>
    Copies = 3,

    /// <summary>What is now unreadable goes from the records, and the ledger says "destroyed".</summary>
    Records = 4,
}
