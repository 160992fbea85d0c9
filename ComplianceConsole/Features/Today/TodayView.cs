using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Features.Today;

/// <summary>The letter that something waits for.</summary>
/// <param name="Id">Its number in the outbox.</param>
/// <param name="IsByHand">Whether a person has to post it: it goes by no e-mail, or no mail server is set.</param>
public sealed record WaitingLetter(long Id, bool IsByHand);

/// <summary>A duty on the desk, without the name of anybody it concerns.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Duty">The duty and its clock.</param>
/// <param name="Request">The request it answers; null where it answers none.</param>
/// <param name="Subject">The subject it concerns, shown where no request is.</param>
/// <param name="Next">What carries this of the request on.</param>
/// <param name="Holder">The colleague who holds it; null where nobody does.</param>
public sealed record DueLine(long Id, DutyReading Duty, RequestNumber? Request, SubjectId? Subject, OpenStep? Next, Holder? Holder)
{
    /// <summary>How its clock stands.</summary>
    public ClockState State => Duty.Reading.State;

    /// <summary>The incident it reports; null for every other duty.</summary>
    public IncidentNumber? Incident { get; init; }

    /// <summary>The letter that has to go out first.</summary>
    public WaitingLetter? Letter { get; init; }

    /// <summary>Whether the day of a destruction went by and the record is open still: it is to be blocked now. Policy 9.8.</summary>
    public bool MustBlock { get; init; }

    /// <summary>What it is known by: the number of its request, its incident or its subject.</summary>
    public string? Name => Request?.ToString() ?? Incident?.ToString() ?? Subject?.ToString();
}

/// <summary>An open request no clock of which runs: it waits for evidence, for an answer the policy sets no term for, or to be told and closed.</summary>
/// <param name="Request">The request.</param>
/// <param name="Kinds">What it asks.</param>
/// <param name="ReceivedOn">The day in Almaty on which it was received.</param>
/// <param name="DaysOpen">How many days ago that was.</param>
/// <param name="Next">What carries it on.</param>
/// <param name="Letter">The letter that has to go out first.</param>
public sealed record UnclockedLine(
    RequestNumber Request, IReadOnlyList<RequestKind> Kinds, LocalDate ReceivedOn, int DaysOpen, OpenStep? Next, WaitingLetter? Letter)
{
    /// <summary>The colleague who holds it; null where nobody does.</summary>
    public Holder? Holder { get; init; }
}

/// <summary>What is due.</summary>
/// <param name="Day">Today in Almaty.</param>
/// <param name="Lines">What is owed, by target day.</param>
/// <param name="Counts">How many are overdue, to be done today, to be done soon, running; over everything under the filter but its state.</param>
/// <param name="Shown">How many there are under the whole filter, shown or not.</param>
/// <param name="Owed">How many duties are owed in all, whatever the filter.</param>
/// <param name="Colleagues">Those to whom a duty can be given, by name; empty for who may not give.</param>
public sealed record TodayView(
    LocalDate Day,
    IReadOnlyList<DueLine> Lines,
    IReadOnlyDictionary<ClockState, int> Counts,
    int Shown,
    int Owed,
    IReadOnlyList<Holder> Colleagues)
{
    /// <summary>Open requests without a clock, the longest open first.</summary>
    public IReadOnlyList<UnclockedLine> Unclocked { get; init; } = [];

    /// <summary>How many of them there are under the filter but its state, shown or not.</summary>
    public int UnclockedCount { get; init; }

    /// <summary>How many open requests without a clock there are in all, whatever the filter.</summary>
    public int UnclockedOwed { get; init; }

    /// <summary>Whether there is more under the filter than is shown.</summary>
    public bool IsCut => Lines.Count < Shown || (Unclocked.Count > 0 && Unclocked.Count < UnclockedCount);
}
