using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace ComplianceConsole.Domain.Time;

/// <summary>
/// Which days are worked. A five-day week with the exceptions of each known year; a year it does not hold counts weekends only.
/// Immutable: an edit makes a new calendar.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly Lazy<WorkingCalendar> BuiltIn = new(WorkingCalendarJson.ReadBuiltIn);

    private readonly FrozenDictionary<int, CalendarYear> _years;

    /// <summary>A calendar of the given years.</summary>
    /// <exception cref="ArgumentException">A year stands twice.</exception>
    public WorkingCalendar(string country, string note, IEnumerable<CalendarYear> years)
    {
        Country = country;
        Note = note;
        Years = [.. years.OrderBy(year => year.Year)];
        _years = Years.ToDictionary(year => year.Year).ToFrozenDictionary();
    }

    /// <summary>The calendar of Kazakhstan that comes with the product: 2024 to 2027, the last of them provisional.</summary>
    public static WorkingCalendar Kazakhstan => BuiltIn.Value;

    /// <summary>The country, as ISO 3166-1 writes it: <c>KZ</c>.</summary>
    public string Country { get; }

    /// <summary>What whoever keeps the calendar noted about it.</summary>
    public string Note { get; }

    /// <summary>The years it holds, in order.</summary>
    public ImmutableArray<CalendarYear> Years { get; }

    /// <summary>Whether <paramref name="day"/> is worked, and why it is or is not.</summary>
    public DayStatus StatusOf(LocalDate day) =>
        _years.TryGetValue(day.Year, out var year) ? year.StatusOf(day) : CalendarYear.PlainStatusOf(day);

    /// <summary>Whether <paramref name="day"/> is worked.</summary>
    public bool IsWorked(LocalDate day) => StatusOf(day).IsWorked();

    /// <summary>How sure the calendar is of <paramref name="year"/>.</summary>
    public CalendarStanding StandingOf(int year) =>
        !_years.TryGetValue(year, out var known) ? CalendarStanding.Unknown
        : known.IsProvisional ? CalendarStanding.Provisional
        : CalendarStanding.Official;

    /// <summary>Whether the calendar holds <paramref name="year"/>, be it provisionally.</summary>
    public bool IsKnown(int year) => _years.ContainsKey(year);

    /// <summary>Whether what is said of <paramref name="day"/> may still change because its year has no official calendar.</summary>
    public bool IsProvisional(LocalDate day) => StandingOf(day.Year) != CalendarStanding.Official;

    /// <summary>The same calendar with <paramref name="year"/> added, or put in the place of what it held for that year.</summary>
    public WorkingCalendar With(CalendarYear year) =>
        new(Country, Note, Years.Where(known => known.Year != year.Year).Append(year));

    /// <summary>How many days are worked after <paramref name="after"/> up to and with <paramref name="through"/>; 0 where there is none.</summary>
    public int CountWorked(LocalDate after, LocalDate through)
    {
        var count = 0;
        for (var day = after; day < through;)
        {
            day = day.PlusDays(1);
            count += IsWorked(day) ? 1 : 0;
        }

        return count;
    }
}
