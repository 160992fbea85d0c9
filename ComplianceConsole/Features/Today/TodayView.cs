using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Features.Today;

/// <summary>A duty on the desk, without the name of anybody it concerns.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Duty">The duty and its clock.</param>
/// <param name="Request">The request it answers; null where it answers none.</param>
/// <param name="Subject">The subject it concerns, shown where no request is.</param>
/// <param name="Next">What carries the request on.</param>
/// <param name="Holder">The colleague who holds it; null where nobody does.</param>
public sealed record DueLine(long Id, DutyReading Duty, RequestNumber? Request, SubjectId? Subject, RequestStep? Next, Holder? Holder)
{
    /// <summary>How its clock stands.</summary>
    public ClockState State => Duty.Reading.State;
}

/// <summary>What is due.</summary>
/// <param name="Day">Today in Almaty.</param>
/// <param name="Lines">What is owed, by target day.</param>
/// <param name="Counts">How many are overdue, due today, due soon, running; over everything under the filter but its state.</param>
/// <param name="Shown">How many there are under the whole filter, shown or not.</param>
/// <param name="Owed">How many duties are owed in all, whatever the filter.</param>
/// <param name="Colleagues">Those to whom a duty can be given, by name; empty for who may not give.</param>
public sealed record TodayView(
    LocalDate Day,
    IReadOnlyList<DueLine> Lines,
    IReadOnlyDictionary<ClockState, int> Counts,
    int Shown,
    int Owed,
    IReadOnlyList<Holder> Colleagues);
