using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Domain.Time;

/// <summary>
/// The file form of a <see cref="WorkingCalendar"/>: country, zone, note, and per year whether it is provisional, its days off (Monday to
/// Friday) and its working weekends.
/// </summary>
public static class WorkingCalendarJson
{
    private const string BuiltInName = "kz-working-days.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Reads a calendar that comes from outside.</summary>
    public static bool TryRead(
        string json,
        [NotNullWhen(true)] out WorkingCalendar? calendar,
        [NotNullWhen(false)] out CalendarProblem? problem)
    {
        calendar = null;
        if (Parse(json) is not { } file)
        {
            problem = new CalendarProblem(CalendarProblemKind.NotACalendar);
            return false;
        }

        if (!string.Equals(file.TimeZone, AlmatyZone.Zone.Id, StringComparison.Ordinal))
        {
            problem = new CalendarProblem(CalendarProblemKind.OtherZone);
            return false;
        }

        var years = new List<CalendarYear>();
        foreach (var (name, content) in file.Years)
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || content is null
                || Days(content.DaysOff) is not { } daysOff
                || Days(content.WorkingWeekends) is not { } workingWeekends)
            {
                problem = new CalendarProblem(CalendarProblemKind.NotACalendar);
                return false;
            }

            if (!CalendarYear.TryCreate(number, content.Provisional, daysOff, workingWeekends, out var year, out problem))
            {
                return false;
            }

            if (years.Exists(known => known.Year == number))
            {
                problem = new CalendarProblem(CalendarProblemKind.Repeated, number);
                return false;
            }

            years.Add(year);
        }

        calendar = new WorkingCalendar(file.Country, file.Note ?? "", years);
        problem = null;
        return true;
    }

    /// <summary>Writes <paramref name="calendar"/> as <see cref="TryRead"/> reads it.</summary>
    public static string Write(WorkingCalendar calendar)
    {
        var years = calendar.Years.ToDictionary(
            year => year.Year.ToString(CultureInfo.InvariantCulture),
            YearContent? (year) => new YearContent(year.IsProvisional, [.. year.DaysOff.Select(Written)], [.. year.WorkingWeekends.Select(Written)]),
            StringComparer.Ordinal);
        return JsonSerializer.Serialize(new FileContent(calendar.Country, AlmatyZone.Zone.Id, years, calendar.Note), Options);
    }

    internal static WorkingCalendar ReadBuiltIn()
    {
        using var stream = typeof(WorkingCalendarJson).Assembly.GetManifestResourceStream(BuiltInName)
            ?? throw new InvalidOperationException($"The build lacks its resource {BuiltInName}.");
        using var reader = new StreamReader(stream);
        return TryRead(reader.ReadToEnd(), out var calendar, out var problem)
            ? calendar
            : throw new InvalidOperationException($"The built-in working calendar does not hold: {problem}.");
    }

    private static FileContent? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<FileContent>(json, Options);
        }
        catch (JsonException)
        {
            // The text is a person's: that it is no calendar is an answer, not a failure.
            return null;
        }
    }

    private static List<LocalDate>? Days(IEnumerable<string> written)
    {
        var days = new List<LocalDate>();
        foreach (var text in written)
        {
            if (!LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var day))
            {
                return null;
            }

            days.Add(day);
        }

        return days;
    }

    private static string Written(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private sealed record FileContent(
        [property: JsonRequired] string Country,
        [property: JsonRequired] string TimeZone,
        [property: JsonRequired] IReadOnlyDictionary<string, YearContent?> Years,
        string? Note = null);

    private sealed record YearContent(
        [property: JsonRequired] bool Provisional,
        [property: JsonRequired] IReadOnlyList<string> DaysOff,
        [property: JsonRequired] IReadOnlyList<string> WorkingWeekends);
}
