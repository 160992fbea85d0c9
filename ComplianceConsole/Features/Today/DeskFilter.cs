using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Features.Today;

/// <summary>Which of what is owed is shown.</summary>
public sealed record DeskFilter
{
    /// <summary>Everything.</summary>
    public static readonly DeskFilter All = new();

    /// <summary>Only what I hold.</summary>
    public bool IsMine { get; init; }

    /// <summary>Only what nobody holds.</summary>
    public bool IsFree { get; init; }

    /// <summary>Only this kind of duty.</summary>
    public DutyKind? Kind { get; init; }

    /// <summary>Only duties of requests at this stage.</summary>
    public RequestStage? Stage { get; init; }

    /// <summary>Only what stands so.</summary>
    public ClockState? State { get; init; }

    /// <summary>Only open requests without a clock.</summary>
    public bool IsUnclocked { get; init; }

    /// <summary>Only what is due, or meant to be done, on this day.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>
    /// What is owed. A missed destruction whose record stands blocked is carried by the duty of six months that followed it, and does not
    /// stand there twice. Policy 9.8.
    /// </summary>
    internal static IQueryable<DutyRow> Owed(RecordsContext db) =>
        db.Duties.Where(duty => duty.EndedAt == null
            && !db.Duties.Any(next => next.AfterId == duty.Id
                && next.EndedAt == null
                && db.Subjects.Any(subject => subject.Id == next.SubjectId && subject.State != SubjectState.Active)));

    /// <summary>
    /// The open requests under this filter that no clock runs for. They have no duty and no day: where those are asked for, there are none.
    /// </summary>
    internal IQueryable<RequestRow> Unclocked(RecordsContext db, Actor actor)
    {
        var open = db.Requests.Where(request => request.Stage != RequestStage.Closed
            && request.Stage != RequestStage.Refused
            && !request.Duties.Any(duty => duty.EndedAt == null)
            && Kind == null && Day == null);
        if (IsMine)
        {
            open = open.Where(request => request.AssignedTo == actor.Id);
        }
        else if (IsFree)
        {
            open = open.Where(request => request.AssignedTo == null);
        }

        return Stage is { } stage ? open.Where(request => request.Stage == stage) : open;
    }

    /// <summary>What is owed under this filter but for its state, over which things are counted.</summary>
    internal IQueryable<DutyRow> Of(RecordsContext db, Actor actor)
    {
        var owed = Owed(db);
        if (IsMine)
        {
            owed = owed.Where(duty => duty.AssignedTo == actor.Id);
        }
        else if (IsFree)
        {
            owed = owed.Where(duty => duty.AssignedTo == null);
        }

        if (Kind?.Code() is { } kind)
        {
            owed = owed.Where(duty => duty.Kind == kind);
        }

        if (Stage is { } stage)
        {
            owed = owed.Where(duty => db.Requests.Any(request => request.Id == duty.RequestId && request.Stage == stage));
        }

        return Day is { } day ? owed.Where(duty => duty.DueDay == day || duty.TargetDay == day) : owed;
    }

    /// <summary>The same with its state, as <see cref="ClockReading.StateOf"/> tells it.</summary>
    internal IQueryable<DutyRow> InState(IQueryable<DutyRow> owed, LocalDate today, WorkingCalendar calendar)
    {
        if (IsUnclocked)
        {
            return owed.Where(_ => false);
        }

        if (State is not { } state)
        {
            return owed;
        }

        var soon = ClockReading.LastSoonDay(today, calendar);
        return state switch
        {
            ClockState.Overdue => owed.Where(duty => duty.DueDay < today),
            ClockState.DueToday => owed.Where(duty => duty.DueDay >= today && duty.TargetDay <= today),
            ClockState.Soon => owed.Where(duty => duty.TargetDay > today && duty.TargetDay <= soon),
            ClockState.Running => owed.Where(duty => duty.TargetDay > soon),
            ClockState.Done => owed.Where(_ => false),
        };
    }
}
