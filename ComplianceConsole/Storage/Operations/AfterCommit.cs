using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Storage.Operations;

/// <summary>A subject that a committed use case changed.</summary>
/// <param name="Subject">The subject's number.</param>
/// <param name="Row">The row as committed.</param>
/// <param name="Profile">The profile as committed; null where its values did not change.</param>
public sealed record SubjectChange(SubjectId Subject, Rows.SubjectRow Row, Profile? Profile);

/// <summary>What a use case committed.</summary>
/// <param name="Actor">Who did it.</param>
/// <param name="Operation">The name of the use case.</param>
/// <param name="Subjects">The subjects it changed.</param>
/// <param name="Requests">Numbers of the keys of the requests it changed.</param>
/// <param name="RegistersChanged">Whether the organisation's registers changed.</param>
public sealed record Committed(
    Actor Actor,
    string Operation,
    IReadOnlyList<SubjectChange> Subjects,
    IReadOnlyList<long> Requests,
    bool RegistersChanged)
{
    /// <summary>The subjects that the changed requests are about; their own rows did not change.</summary>
    public IReadOnlyList<SubjectId> RequestSubjects { get; init; } = [];

    /// <summary>How many entries the ledger had after it; null where that is not said.</summary>
    public long? LedgerSize { get; init; }

    /// <summary>Numbers of the keys of the notices it laid into the outbox or changed.</summary>
    public IReadOnlyList<long> Notices { get; init; } = [];

    /// <summary>Whether a duty arose, ended, moved or came into other hands.</summary>
    public bool DutiesChanged { get; init; }
}

/// <summary>
/// Something that follows a commit: the search index, open pages, letters. It runs in the order of commits. A failure is logged and
/// changes nothing that was committed; whoever implements this must be able to catch up from the records.
/// </summary>
public interface IAfterCommit
{
    /// <summary>Called once for each commit, before the page learns that it was done.</summary>
    ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation);
}
