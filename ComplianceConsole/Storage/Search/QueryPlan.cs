using System.Text;
using ComplianceConsole.Domain.Names;

namespace ComplianceConsole.Storage.Search;

/// <summary>What a query asks of the index: a match for those found by the first key and one for those found only by the loose key.</summary>
internal sealed class QueryPlan
{
    private const string And = " AND ";

    private readonly BlindTokens tokens;
    private readonly List<TypedWord> words = [];
    private readonly string filter;
    private readonly string byFirstKey;

    private QueryPlan(SearchQuery query, BlindTokens tokens)
    {
        this.tokens = tokens;
        foreach (var typed in NameFolding.Split(query.Text))
        {
            var word = new TypedWord(typed);
            if (word.IsUsable)
            {
                words.Add(word);
            }
        }

        IsAnswerable = words.Count > 0 || string.IsNullOrWhiteSpace(query.Text);
        var texts = words.ConvertAll(word => word.ByFirstKey());
        texts.AddRange((query.Facets ?? []).Select(facet => new[] { (TokenKind.Facet, facet) }));
        var matches = Match(texts);
        filter = string.Join(And, matches.Skip(words.Count));
        byFirstKey = string.Join(And, matches.Take(words.Count));
        First = Both(filter, byFirstKey);
    }

    /// <summary>False where something was typed, but no word of two letters.</summary>
    public bool IsAnswerable { get; }

    /// <summary>The match for the first rank; empty where everything is asked for.</summary>
    public string First { get; }

    /// <summary>Whether there can be a second rank.</summary>
    public bool HasLoose => words.Count > 0;

    public static QueryPlan Of(SearchQuery query, BlindTokens tokens) => new(query, tokens);

    /// <summary>The match for the second rank, without those of the first. Most queries never come to it.</summary>
    public string LooseOnly()
    {
        var byLooseKey = string.Join(And, Match(words.ConvertAll(word => word.ByLooseKey())));
        return $"({Both(filter, byLooseKey)}) NOT ({byFirstKey})";
    }

    private static string Both(string one, string other) =>
        one.Length == 0 ? other
        : other.Length == 0 ? one
        : one + And + other;

    /// <summary>A match for each list of alternatives, all tokens made in one pass.</summary>
    private List<string> Match(List<(TokenKind Kind, string Text)[]> texts)
    {
        var all = tokens.Tokens(texts);
        var matches = new List<string>(texts.Count);
        var next = 0;
        foreach (var alternatives in texts)
        {
            var match = new StringBuilder("(");
            for (var i = 0; i < alternatives.Length; i++)
            {
                match.Append(i == 0 ? "" : " OR ").Append(TokenText.Term(all[next++]));
            }

            matches.Add(match.Append(')').ToString());
        }

        return matches;
    }

    /// <summary>The texts by which one typed word may be met.</summary>
    private sealed class TypedWord(string typed)
    {
        private readonly List<string> keys =
        [
            .. NameFolding.QueryVariants(typed).Where(key => key.Length >= BlindTokens.ShortestPrefix),
        ];

        public bool IsUsable => keys.Count > 0;

        public (TokenKind Kind, string Text)[] ByFirstKey() =>
            [.. keys.Select(key => (TokenKind.First, Cut(key))).Distinct()];

        /// <summary>A loose key of one letter says too little: such a word must be met by its first key on the second rank too.</summary>
        public (TokenKind Kind, string Text)[] ByLooseKey() =>
            [
                .. keys.SelectMany<string, (TokenKind, string)>(key =>
                        NameFolding.LooseKey(key) is { Length: >= BlindTokens.ShortestPrefix } loose
                            ? [(TokenKind.Loose, Cut(loose)), (TokenKind.First, Cut(loose))]
                            : [(TokenKind.First, Cut(key))]
                    )
                    .Distinct(),
            ];

        private static string Cut(string key) => key[..Math.Min(key.Length, BlindTokens.LongestPrefix)];
    }
}
