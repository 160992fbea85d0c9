using System.Globalization;

namespace ComplianceConsole.Domain.Incidents;

/// <summary>An incident's number, gapless within its year: <c>I-2026-000001</c>. Policy 7.1.</summary>
public readonly record struct IncidentNumber(int Year, int Serial)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"I-{Year:D4}-{Serial:D6}");

    /// <summary>Reads <c>I-2026-000001</c>.</summary>
    public static bool TryParse(string? text, out IncidentNumber number)
    {
        number = default;
        var parts = (text ?? "").Split('-');
        if (parts.Length != 3
            || !string.Equals(parts[0], "I", StringComparison.OrdinalIgnoreCase)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            return false;
        }

        number = new IncidentNumber(year, serial);
        return true;
    }
}

/// <summary>What an incident's page says of it, kept sealed under the organisation's key. Policy 7.1, Law 25.</summary>
/// <param name="What">What happened.</param>
/// <param name="Concerned">Whom and which data it concerns.</param>
/// <param name="Affected">How many people; null while that is not known.</param>
/// <param name="Measures">What was done, one entry a time, the earliest first.</param>
/// <param name="NoticeId">The notice to the authorised body that waits to go out; null where none does.</param>
public sealed record IncidentDetails(string What, string Concerned, int? Affected, IReadOnlyList<string> Measures, long? NoticeId = null)
{
    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(IncidentDetails);
}
