using System.Globalization;

namespace ComplianceConsole.Storage.Search;

/// <summary>What a subject can be found by, still readable: it is turned into an <see cref="IndexEntry"/> and let go.</summary>
/// <param name="SubjectId">The subject's number, from 1.</param>
/// <param name="Texts">Names, organisation and the like as they are written; each is folded and split into words.</param>
/// <param name="Facets">Properties to filter by, as <c>kind:value</c>: <c>state:active</c>, <c>policy:2023-01</c>, ...</param>
public sealed record SearchDocument(long SubjectId, IReadOnlyList<string?> Texts, IReadOnlyList<string> Facets)
{
    /// <summary>Shows the number only: the texts are personal data.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"subject {SubjectId}");
}
