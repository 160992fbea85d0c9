using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Features.Registers.Calendar;

/// <summary>The calendar while it is edited: what is kept, and the years that differ from it.</summary>
/// <param name="kept">The calendar as it is kept.</param>
public sealed class CalendarDraft(WorkingCalendar kept)
{
    private readonly SortedDictionary<int, CalendarYear> _edited = [];

    /// <summary>The mark of what is kept.</summary>
    public string Before { get; } = CalendarMarks.Of(kept);

    /// <summary>The years there are, edited or not, and the one after the last.</summary>
    public IReadOnlyList<int> Years =>
        [.. kept.Years.Select(year => year.Year).Union(_edited.Keys).Order()];

    /// <summary>The years that differ from what is kept.</summary>
    public IReadOnlyList<CalendarYear> Edited => [.. _edited.Values.Where(year => !year.IsSameAs(Kept(year.Year)))];

    /// <summary>How many days differ.</summary>
    public int EditedDays => Edited.Sum(year => Days(year, Kept(year.Year)));

    /// <summary>A year as edited, else as kept, else plain.</summary>
    public CalendarYear Of(int year) => _edited.GetValueOrDefault(year) ?? Kept(year) ?? CalendarYear.Plain(year);

    /// <summary>Whether a day differs from what is kept.</summary>
    public bool IsEdited(LocalDate day) => Of(day.Year).StatusOf(day) != (Kept(day.Year) ?? CalendarYear.Plain(day.Year)).StatusOf(day);

    /// <summary>Makes a day worked that was not, or not worked that was.</summary>
    public void Toggle(LocalDate day) => _edited[day.Year] = Of(day.Year).Toggle(day);

    /// <summary>Makes a year official or provisional.</summary>
    public void Mark(int year, bool isProvisional) => _edited[year] = Of(year).As(isProvisional);

    /// <summary>Adds a year.</summary>
    public void Add(int year) => _edited.TryAdd(year, Of(year));

    /// <summary>Takes the years of an uploaded calendar.</summary>
    /// <returns>Done, or <see cref="InvalidCalendar"/>.</returns>
    public Result<Done> Take(string json)
    {
        if (!WorkingCalendarJson.TryRead(json, out var calendar, out var problem))
        {
            return new InvalidCalendar(problem);
        }

        foreach (var year in calendar.Years)
        {
            _edited[year.Year] = year;
        }

        return default(Done);
    }

    private static int Days(CalendarYear year, CalendarYear? before) =>
        year.DaysOff.Except(before?.DaysOff ?? []).Count()
        + (before?.DaysOff ?? []).Except(year.DaysOff).Count()
        + year.WorkingWeekends.Except(before?.WorkingWeekends ?? []).Count()
        + (before?.WorkingWeekends ?? []).Except(year.WorkingWeekends).Count();

    private CalendarYear? Kept(int year) => kept.Years.FirstOrDefault(known => known.Year == year);
}
