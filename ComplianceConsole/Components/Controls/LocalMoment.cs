using ComplianceConsole.Resources;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Components.Controls;

/// <summary>A day and minute as an input of type <c>datetime-local</c> holds it, in the time of Kazakhstan.</summary>
public static class LocalMoment
{
    private static readonly LocalDateTimePattern s_minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    /// <summary>The value of the input, cut to the minute.</summary>
    public static string Write(Instant instant) => s_minutes.Format(instant.InZone(DateWords.Zone).LocalDateTime);

    /// <summary>The moment an input holds; null where it holds none.</summary>
    public static Instant? Read(string? value)
    {
        var minutes = value is { Length: > 16 } ? value[..16] : value ?? "";
        var parsed = s_minutes.Parse(minutes);
        return parsed.Success ? DateWords.Zone.AtLeniently(parsed.Value).ToInstant() : null;
    }

    /// <summary>The day an input of type <c>date</c> holds; null where it holds none.</summary>
    public static LocalDate? ReadDay(string? value)
    {
        var parsed = LocalDatePattern.Iso.Parse(value ?? "");
        return parsed.Success ? parsed.Value : null;
    }
}
