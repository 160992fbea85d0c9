using ComplianceConsole.Domain.Names;

namespace ComplianceConsole.Storage.Search;

/// <summary>What a query asks of the index: terms for those found by the first key and for those found only by the loose one.</summary>
internal sealed class QueryPlan
{
    private QueryPlan(bool isAnswerable, string? first, string? looseOnly)
    {
        IsAnswerable = isAnswerable;
        First = first;
        LooseOnly = looseOnly;
    }

    /// <summary>False where something was typed, but no word of two letters.</summary>
    public bool IsAnswerable { get; }

    /// <summary>The match for the first rank; null where everything is asked for.</summary>
    public string? First { get; }

    /// <summary>The match for the second rank, without those of the first; null where there is no second rank.</summary>
    public string? LooseOnly { get; }

    public static QueryPlan Of(SearchQuery query, BlindTokens tokens)
    {
        var texts = new List<(TokenKind Kind, string Text)>();
        var words = NameFolding.Split(query.Text).Select(word => new TypedWord(word, texts)).Where(word => word.IsUsable).ToList();
        var facets = new Alternatives(texts);
        foreach (var facet in query.Facets ?? [])
        {
            facets.Add(TokenKind.Facet, facet);
        }

        if (words.Count == 0 && !string.IsNullOrWhiteSpace(query.Text))
        {
            return new QueryPlan(isAnswerable: false, first: null, looseOnly: null);
        }

        var terms = tokens.Tokens(texts).Select(TokenText.Term).ToArray();
        var filter = facets.All(terms);
        if (words.Count == 0)
        {
            return new QueryPlan(isAnswerable: true, filter.Length == 0 ? null : filter, looseOnly: null);
        }

        var first = string.Join(" AND ", words.Select(word => word.First.Any(terms)));
        var loose = string.Join(" AND ", words.Select(word => word.Loose.Any(terms)));
        var prefix = filter.Length == 0 ? "" : filter + " AND ";
        return new QueryPlan(isAnswerable: true, prefix + first, $"({prefix}{loose}) NOT ({first})");
    }

    /// <summary>The texts by which one typed word may be met.</summary>
    private sealed class TypedWord
    {
        public TypedWord(string typed, List<(TokenKind Kind, string Text)> texts)
        {
            First = new Alternatives(texts);
            Loose = new Alternatives(texts);
            foreach (var key in NameFolding.QueryVariants(typed))
            {
                First.Add(TokenKind.First, key);
                var looseKey = NameFolding.LooseKey(key);
                if (looseKey.Length < BlindTokens.ShortestPrefix)
                {
                    Loose.Add(TokenKind.First, key);
                    continue;
                }

                Loose.Add(TokenKind.Loose, looseKey);
                Loose.Add(TokenKind.First, looseKey);
            }
        }

        public Alternatives First { get; }

        public Alternatives Loose { get; }

        public bool IsUsable => !First.IsEmpty;
    }

    /// <summary>Texts among those to be made tokens, by their places.</summary>
    private sealed class Alternatives(List<(TokenKind Kind, string Text)> texts)
    {
        private readonly List<int> places = [];

        public bool IsEmpty => places.Count == 0;

        public void Add(TokenKind kind, string text)
        {
            if (kind != TokenKind.Facet)
            {
                if (text.Length < BlindTokens.ShortestPrefix)
                {
                    return;
                }

                text = text[..Math.Min(text.Length, BlindTokens.LongestPrefix)];
            }

            places.Add(texts.Count);
            texts.Add((kind, text));
        }

        public string Any(string[] terms) => $"({string.Join(" OR ", Terms(terms))})";

        public string All(string[] terms) => string.Join(" AND ", Terms(terms));

        private IEnumerable<string> Terms(string[] terms) => places.Select(place => terms[place]).Distinct(StringComparer.Ordinal);
    }
}
