using ComplianceConsole.Domain.Time;

namespace ComplianceConsole.Domain.Results;

/// <summary>A working calendar that was uploaded cannot be used; nothing of it was taken in.</summary>
public sealed record InvalidCalendar(CalendarProblem Problem) : Refusal
{
    public override string Code => nameof(InvalidCalendar) + (Problem.Day is null ? "" : "_Day");

    public override IReadOnlyList<object> Arguments =>
        Problem.Day is { } day ? [Problem.Kind, day] : Problem.Year is { } year ? [Problem.Kind, year] : [Problem.Kind, ""];
}

/// <summary>No day of the calendar differs from what is kept, so that there is nothing to save.</summary>
public sealed record CalendarUnchanged : Refusal;
