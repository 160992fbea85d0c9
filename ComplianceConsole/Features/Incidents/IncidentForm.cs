using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Results;
using NodaTime;

namespace ComplianceConsole.Features.Incidents;

/// <summary>An incident as it is typed.</summary>
public sealed record IncidentForm
{
    /// <summary>The most characters of a text.</summary>
    public const int LongText = 4_000;

    /// <summary>When it was detected; the clock of a breach runs from there.</summary>
    public Instant? DetectedAt { get; init; }

    /// <summary>Whether it is a breach that the authorised body has to be told of. Law 25.</summary>
    public bool IsBreach { get; init; }
    public string? What { get; init; }
    public string? Concerned { get; init; }
    public string? Affected { get; init; }
    public string? Measures { get; init; }

    /// <summary>Not what is typed, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(IncidentForm);

    /// <summary>A text that must be written, cleaned; or what is to be mended.</summary>
    internal static Result<string> ReadText(string input, string? typed)
    {
        var text = TextCleaning.Clean(typed).Value;
        return text.Length == 0 ? new InvalidInputs([new InvalidInput(input, "Required")])
            : text.Length > LongText ? new InvalidInputs([new InvalidInput(input, "TooLong", LongText)])
            : text;
    }

    /// <summary>What it says, cleaned; or everything that is to be mended.</summary>
    internal Result<Domain.Incidents.IncidentDetails> Read(Instant now)
    {
        var problems = new List<InvalidInput>();
        if (DetectedAt is null)
        {
            problems.Add(new InvalidInput("DetectedAt", "Required"));
        }
        else if (DetectedAt > now)
        {
            problems.Add(new InvalidInput("DetectedAt", "InFuture"));
        }

        var what = Take("IncidentWhat", What);
        var concerned = Take("IncidentConcerned", Concerned);
        int? affected = null;
        if (!string.IsNullOrWhiteSpace(Affected))
        {
            if (int.TryParse(Affected.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count))
            {
                affected = count;
            }
            else
            {
                problems.Add(new InvalidInput("Affected", "Number"));
            }
        }

        var measures = TextCleaning.Clean(Measures).Value;
        if (measures.Length > LongText)
        {
            problems.Add(new InvalidInput("Measures", "TooLong", LongText));
        }

        return problems.Count > 0
            ? new InvalidInputs(problems)
            : new Domain.Incidents.IncidentDetails(what, concerned, affected, measures.Length > 0 ? [measures] : []);

        string Take(string input, string? typed)
        {
            if (ReadText(input, typed).TryGet(out var text, out var refusal))
            {
                return text;
            }

            problems.AddRange(((InvalidInputs)refusal).Problems);
            return "";
        }
    }
}
