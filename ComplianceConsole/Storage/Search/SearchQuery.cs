namespace ComplianceConsole.Storage.Search;

/// <summary>Whether a subject was found by the first key of all words, or only by the loose one.</summary>
public enum SearchRank
{
    /// <summary>By the first key: shown first.</summary>
    First = 0,

    /// <summary>By the loose key: shown after all others.</summary>
    Loose = 1,
}

/// <summary>The last result of a page; the next page begins after it.</summary>
/// <param name="Rank">Its rank.</param>
/// <param name="SubjectId">Its number.</param>
public sealed record SearchCursor(SearchRank Rank, long SubjectId);

/// <summary>A question to the index.</summary>
/// <param name="Text">What was typed; empty to ask by facets alone. Never to be logged.</param>
/// <param name="Facets">All of these must hold, as <see cref="SearchDocument.Facets"/> has them.</param>
/// <param name="After">The cursor of the page before; null for the first page.</param>
/// <param name="Limit">The size of the page, from 1.</param>
public sealed record SearchQuery(
    string? Text,
    IReadOnlyList<string>? Facets = null,
    SearchCursor? After = null,
    int Limit = SearchQuery.DefaultLimit
)
{
    /// <summary>The size of a page where none is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Does not show what was typed.</summary>
    public override string ToString() => "search";
}

/// <summary>A subject found. Words longer than eight letters are yet to be compared with the opened profile.</summary>
/// <param name="SubjectId">The subject's number.</param>
/// <param name="Rank">How it was found.</param>
public readonly record struct SearchHit(long SubjectId, SearchRank Rank);

/// <summary>A page of results.</summary>
/// <param name="Hits">Ordered by rank, then by number; no subject twice on all pages.</param>
/// <param name="Next">Where the next page begins; null where this was the last.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, SearchCursor? Next)
{
    /// <summary>Nothing found.</summary>
    public static SearchPage Empty { get; } = new([], Next: null);
}
