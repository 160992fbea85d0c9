using System.Text.Json;
using System.Text.Json.Serialization;
using ComplianceConsole.Domain.Time;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Tests.Domain.Time;

/// <summary>A worked example of counting time.</summary>
public sealed record ClockVector(
    [property: JsonPropertyName("trigger")] string Trigger,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("term")] int Count,
    [property: JsonPropertyName("last_day")] string LastDay,
    [property: JsonPropertyName("due_day")] string DueDay,
    [property: JsonPropertyName("target_day")] string TargetDay,
    [property: JsonPropertyName("due_before")] string DueBefore)
{
    public static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "Shared", "Data", "clock-vectors.json");

    public static IReadOnlyList<ClockVector> All { get; } = JsonSerializer.Deserialize<List<ClockVector>>(File.ReadAllText(Path))!;

    public Term Term => Unit switch
    {
        "calendar_days" => Term.Days(Count),
        "working_days" => Term.WorkingDays(Count),
        "months" => Term.Months(Count),
        _ => throw new InvalidOperationException($"No unit {Unit}."),
    };

    public Instant Instant => OffsetDateTimePattern.ExtendedIso.Parse(Trigger).Value.ToInstant();
}
