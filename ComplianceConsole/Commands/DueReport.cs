using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Commands;

/// <summary>
/// What <c>due</c> prints: the computation of one term in words, or the computed fields of many as JSON. Without input or output of its
/// own.
/// </summary>
/// <param name="calendar">The calendar by which days are told.</param>
/// <param name="language">The language of sentences.</param>
public sealed class DueReport(WorkingCalendar calendar, CultureInfo language)
{
    private const string Trigger = "trigger";
    private const string Unit = "unit";
    private const string Count = "term";

    // A terminal is no web page: letters of every script are printed as they are.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The computation of one term, a sentence a line; the last line holds the four computed fields as <c>name=value</c>.
    /// </summary>
    /// <param name="from">A moment with its offset, or a missed due day.</param>
    /// <param name="term"><c>15d</c>, <c>1wd</c>, <c>6m</c>.</param>
    public DueOutcome Explain(string? from, string? term)
    {
        if (!DueTrigger.TryParse(from, out var trigger))
        {
            return DueOutcome.WrongUsage(Say("Trigger_NotAMoment"));
        }

        if (!Term.TryParse(term, out var length, out var termProblem))
        {
            return DueOutcome.WrongUsage(Say(termProblem));
        }

        if (trigger.Compute(length, calendar, out var problem) is not { } deadline)
        {
            return DueOutcome.WrongUsage(Say(problem));
        }

        IEnumerable<string> lines =
        [
            Say("TermIs", DeadlineSentences.Of(length, language)),
            .. DeadlineSentences.Of(deadline, language).Select(Written),
            string.Join(' ', Computed(deadline).Select(field => $"{field.Name}={field.Value}")),
        ];
        return DueOutcome.Answer(string.Join(Environment.NewLine, lines));
    }

    /// <summary>
    /// The elements of a JSON array, each with what it held and the four computed fields, as one line of JSON.
    /// </summary>
    /// <param name="name">The name of the file, for sentences.</param>
    /// <param name="content">The file's text.</param>
    public DueOutcome Compute(string name, string content)
    {
        try
        {
            using var file = JsonDocument.Parse(content);
            return file.RootElement.ValueKind == JsonValueKind.Array
                ? Compute(name, file.RootElement)
                : DueOutcome.BadFile(Say("File_NotAnArray", name));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is what the reader throws at a text that escapes half a surrogate pair.
            return DueOutcome.BadFile(Say("File_NotAnArray", name));
        }
    }

    /// <summary>A sentence of this verb in the report's language.</summary>
    internal string Say(string key, params object[] values) => DueText.Of(key, language, values);

    private DueOutcome Compute(string name, JsonElement array)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_plain))
        {
            writer.WriteStartArray();
            foreach (var (index, element) in array.EnumerateArray().Index())
            {
                if (Compute(element, out var problem) is not { } deadline)
                {
                    return DueOutcome.BadFile(Say(problem.Key, [name, index + 1, problem.Detail]));
                }

                Write(writer, element, deadline);
            }

            writer.WriteEndArray();
        }

        return DueOutcome.Answer(Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private Deadline? Compute(JsonElement element, out (string Key, string Detail) problem)
    {
        problem = ("Element_Lacks", Trigger);
        if (!DueTrigger.TryParse(Text(element, Trigger), out var trigger))
        {
            return null;
        }

        problem = ("Element_Lacks", Unit);
        if (UnitOf(Text(element, Unit)) is not { } unit)
        {
            return null;
        }

        problem = ("Element_Lacks", Count);
        if (!element.TryGetProperty(Count, out var count) || count.ValueKind != JsonValueKind.Number || !count.TryGetInt64(out var number))
        {
            return null;
        }

        if (!Term.TryCreate(number, unit, out var term, out var termProblem))
        {
            problem = ("Element_Wrong", Say(termProblem));
            return null;
        }

        var deadline = trigger.Compute(term, calendar, out var deadlineProblem);
        problem = deadline is null ? ("Element_Wrong", Say(deadlineProblem)) : default;
        return deadline;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, Deadline deadline)
    {
        var computed = Computed(deadline);
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            if (!Array.Exists(computed, field => property.NameEquals(field.Name)))
            {
                property.WriteTo(writer);
            }
        }

        foreach (var (field, value) in computed)
        {
            writer.WriteString(field, value);
        }

        writer.WriteEndObject();
    }

    private static (string Name, string Value)[] Computed(Deadline deadline) =>
    [
        ("last_day", LocalDatePattern.Iso.Format(deadline.LastDay)),
        ("due_day", LocalDatePattern.Iso.Format(deadline.DueDay)),
        ("target_day", LocalDatePattern.Iso.Format(deadline.TargetDay)),
        ("due_before", InstantPattern.ExtendedIso.Format(deadline.DueBefore)),
    ];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static TermUnit? UnitOf(string? name) => name switch
    {
        "calendar_days" => TermUnit.CalendarDays,
        "working_days" => TermUnit.WorkingDays,
        "months" => TermUnit.Months,
        _ => null,
    };

    private string Say(TermProblem problem) => Say("Term_" + problem, Term.MaxDays, Term.MaxMonths);

    private string Say(DeadlineProblem problem) =>
        Say("Deadline_" + problem, Written(Deadline.EarliestDay), Written(Deadline.LatestDay));

    private string Written(DeadlineSentence sentence) =>
        sentence.CivilCodeArticle is { } article
            ? $"{sentence.Text} ({DeadlineSentences.Article(article, language)})"
            : sentence.Text;

    private string Written(LocalDate day) => DateWords.Plain(day, language);
}
