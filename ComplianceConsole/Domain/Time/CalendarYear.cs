using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>One year of a <see cref="WorkingCalendar"/>: where it departs from the plain five-day week.</summary>
public sealed class CalendarYear
{
    private readonly FrozenDictionary<LocalDate, DayStatus> _exceptions;

    private CalendarYear(int year, bool isProvisional, ImmutableArray<LocalDate> daysOff, ImmutableArray<LocalDate> workingWeekends)
    {
        Year = year;
        IsProvisional = isProvisional;
        DaysOff = daysOff;
        WorkingWeekends = workingWeekends;
        _exceptions = daysOff.Select(day => KeyValuePair.Create(day, DayStatus.DayOff))
            .Concat(workingWeekends.Select(day => KeyValuePair.Create(day, DayStatus.WorkedByOrder)))
            .ToFrozenDictionary();
    }

    /// <summary>The year, for example 2026.</summary>
    public int Year { get; }

    /// <summary>Whether the year has no official calendar yet.</summary>
    public bool IsProvisional { get; }

    /// <summary>Mondays to Fridays that are not worked, in order.</summary>
    public ImmutableArray<LocalDate> DaysOff { get; }

    /// <summary>Saturdays and Sundays that are worked, in order.</summary>
    public ImmutableArray<LocalDate> WorkingWeekends { get; }

    /// <summary>Makes a year of days that come from outside; every day is checked to stand where it belongs.</summary>
    public static bool TryCreate(
        int year,
        bool isProvisional,
        IEnumerable<LocalDate> daysOff,
        IEnumerable<LocalDate> workingWeekends,
        [NotNullWhen(true)] out CalendarYear? result,
        [NotNullWhen(false)] out CalendarProblem? problem)
    {
        ImmutableArray<LocalDate> off = [.. daysOff.Order()];
        ImmutableArray<LocalDate> worked = [.. workingWeekends.Order()];
        problem = year < Deadline.EarliestDay.Year || year > Deadline.LatestDay.Year
            ? new CalendarProblem(CalendarProblemKind.YearOutOfRange, year)
            : ProblemOf(year, off, mustBeWeekend: false) ?? ProblemOf(year, worked, mustBeWeekend: true);
        result = problem is null ? new CalendarYear(year, isProvisional, off, worked) : null;
        return problem is null;
    }

    /// <summary>A year that departs nowhere from the plain five-day week, provisional until its official calendar is entered.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside what can be counted.</exception>
    public static CalendarYear Plain(int year) =>
        TryCreate(year, isProvisional: true, [], [], out var plain, out _)
            ? plain
            : throw new ArgumentOutOfRangeException(nameof(year), year, "No calendar can be kept for this year.");

    /// <summary>The same year with a day worked that was not, or not worked that was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day belongs to another year.</exception>
    public CalendarYear Toggle(LocalDate day) =>
        day.Year != Year ? throw new ArgumentOutOfRangeException(nameof(day), day, "The day belongs to another year.")
        : IsWeekend(day) ? new CalendarYear(Year, IsProvisional, DaysOff, Toggle(WorkingWeekends, day))
        : new CalendarYear(Year, IsProvisional, Toggle(DaysOff, day), WorkingWeekends);

    /// <summary>The same year as official or as provisional.</summary>
    public CalendarYear As(bool isProvisional) => new(Year, isProvisional, DaysOff, WorkingWeekends);

    /// <summary>Whether both say the same of every day.</summary>
    public bool IsSameAs(CalendarYear? other) =>
        other is not null
        && Year == other.Year
        && IsProvisional == other.IsProvisional
        && DaysOff.SequenceEqual(other.DaysOff)
        && WorkingWeekends.SequenceEqual(other.WorkingWeekends);

    /// <summary>Whether <paramref name="day"/> of this year is worked, and why.</summary>
    public DayStatus StatusOf(LocalDate day) => _exceptions.TryGetValue(day, out var status) ? status : PlainStatusOf(day);

    /// <summary>The status of a day in the plain five-day week.</summary>
    internal static DayStatus PlainStatusOf(LocalDate day) => IsWeekend(day) ? DayStatus.Weekend : DayStatus.Worked;

    private static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private static ImmutableArray<LocalDate> Toggle(ImmutableArray<LocalDate> days, LocalDate day) =>
        days.Contains(day) ? days.Remove(day) : [.. days.Append(day).Order()];

    private static CalendarProblem? ProblemOf(int year, ImmutableArray<LocalDate> days, bool mustBeWeekend)
    {
        for (var i = 0; i < days.Length; i++)
        {
            CalendarProblemKind? kind =
                days[i].Year != year ? CalendarProblemKind.DayOfAnotherYear
                : i > 0 && days[i] == days[i - 1] ? CalendarProblemKind.Repeated
                : IsWeekend(days[i]) == mustBeWeekend ? null
                : mustBeWeekend ? CalendarProblemKind.WorkingDayNotOnWeekend
                : CalendarProblemKind.DayOffOnWeekend;
            if (kind is { } found)
            {
                return new CalendarProblem(found, year, days[i]);
            }
        }

        return null;
    }
}
