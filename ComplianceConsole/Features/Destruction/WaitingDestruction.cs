using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>A record that is to be destroyed, without the name of anybody: one, however many duties demand it. Policy 9.4, 9.7, 9.8.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="State">The state of the record.</param>
/// <param name="Owed">The duties that demand it, the earliest due first; at least one.</param>
public sealed record WaitingDestruction(SubjectId Subject, SubjectState State, IReadOnlyList<OwedDestruction> Owed)
{
    /// <summary>On what it is destroyed now; null while evidence is still to be decided on.</summary>
    public DestructionGround? Ground { get; init; }

    /// <summary>What stands against it now.</summary>
    public Obstacles Against { get; init; } = Obstacles.None;

    /// <summary>Whether processing has stopped for every purpose and the data is only kept until it is destroyed.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The duty that is due first.</summary>
    public OwedDestruction Leading => Owed[0];

    /// <summary>Whether it can be destroyed now: nothing known would refuse it. A block is released by whoever confirms.</summary>
    public bool IsReady => Ground is not null && Against.AreNone;

    /// <summary>The first request that waits for a decision on its evidence.</summary>
    public RequestNumber? Undecided => Owed.FirstOrDefault(one => !one.IsDecided)?.Request;
}

/// <summary>A duty to destroy a record.</summary>
/// <param name="Duty">The duty and its clock.</param>
/// <param name="Request">The request it came with; null where it arose by itself.</param>
/// <param name="IsDecided">Whether it can be carried out; else the evidence is still to be decided on.</param>
public sealed record OwedDestruction(DutyReading Duty, RequestNumber? Request, bool IsDecided);

/// <summary>What refuses the destruction of a record until it is dealt with.</summary>
/// <param name="Requests">Open requests that need the data. Policy 8.3.</param>
/// <param name="Holds">How many reasons to keep the data stand. Law 8(2).</param>
/// <param name="EndedAuthority">The last day of the authority of whoever asked, where it has ended. Policy 4.1.1.</param>
/// <param name="NamingCopies">The copies on paper whose text names the person. Policy 6.3.</param>
/// <param name="IsProposed">Whether it is proposed already and waits for a second person.</param>
public sealed record Obstacles(
    IReadOnlyList<RequestNumber> Requests, int Holds, LocalDate? EndedAuthority, IReadOnlyList<int> NamingCopies, bool IsProposed)
{
    /// <summary>Nothing.</summary>
    public static Obstacles None { get; } = new([], 0, EndedAuthority: null, [], IsProposed: false);

    /// <summary>Whether nothing does.</summary>
    public bool AreNone => Requests.Count == 0 && Holds == 0 && EndedAuthority is null && NamingCopies.Count == 0 && !IsProposed;
}

/// <summary>A duty to destroy whose data is gone and which ends when its letter goes out.</summary>
/// <param name="Subject">Whose data it was.</param>
/// <param name="State">The state of the record.</param>
/// <param name="Duty">The duty and its clock.</param>
/// <param name="Request">The request it came with.</param>
/// <param name="Letter">The number of the letter that waits; null where it is still to be written.</param>
public sealed record UntoldDestruction(SubjectId Subject, SubjectState State, DutyReading Duty, RequestNumber? Request, long? Letter);

/// <summary>A destruction that was decided.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="DecidedBy">By whom.</param>
/// <param name="Clause">On what clause.</param>
/// <param name="DestroyedAt">When it came to its end; null while it waits.</param>
public sealed record DecidedDestruction(SubjectId Subject, Instant DecidedAt, string DecidedBy, string Clause, Instant? DestroyedAt)
{
    /// <summary>Whether figures of its group remain, so that it is depersonalised. Policy 2.1(11).</summary>
    public bool IsDepersonalised { get; init; }
}

/// <summary>What waits for destruction, and what was destroyed last.</summary>
/// <param name="Waiting">The records to be destroyed, by the day on which the first of their duties is due.</param>
/// <param name="RecordCount">How many there are, shown or not.</param>
/// <param name="Unfinished">What was decided and has not come to its end.</param>
/// <param name="Done">What was destroyed last, the latest first.</param>
public sealed record DestructionList(
    IReadOnlyList<WaitingDestruction> Waiting, int RecordCount, IReadOnlyList<DecidedDestruction> Unfinished, IReadOnlyList<DecidedDestruction> Done)
{
    /// <summary>What is destroyed and waits for its letter to go out: nothing is left to destroy.</summary>
    public IReadOnlyList<UntoldDestruction> Untold { get; init; } = [];
}
