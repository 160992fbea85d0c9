using System.Collections.Frozen;

namespace ComplianceConsole.Domain.Names;

/// <summary>What each letter folds to, as data. Letters of two signs and more are in <see cref="NameFolding"/>.</summary>
internal static class FoldTable
{
    /// <summary>Stands for a sign that is dropped before anything else is looked at.</summary>
    internal const string Dropped = "";

    /// <summary>Every sign below this has its place in <see cref="Get"/>'s table: Latin with its extensions and all of Cyrillic.</summary>
    private const int Size = 0x530;

    private static readonly string[] Folds = Build();

    private static readonly FrozenDictionary<char, string> Rare = new Dictionary<char, string> { ['’'] = Dropped }.ToFrozenDictionary();

    /// <summary>
    /// What <paramref name="c"/>, small or capital, folds to by itself; <c>null</c> where it stays as it is.
    /// </summary>
    internal static string? Get(char c) => c < Size ? Folds[c] : Rare.GetValueOrDefault(c);

    private static string[] Build()
    {
        var table = new string[Size];
        foreach (var (letters, fold) in Rows())
        {
            foreach (var letter in letters)
            {
                table[letter] = fold;
                table[char.ToUpperInvariant(letter)] = fold;
            }
        }

        // The capital of the dotted i has no simple small letter in the invariant culture.
        table['İ'] = "i";
        return table;
    }

    private static IEnumerable<(string Letters, string Fold)> Rows() =>
    [
        ("ъь'`-", Dropped),
        ("aаәäá", "a"), ("bб", "b"), ("cч", "c"), ("dд", "d"), ("eеёэ", "e"), ("fф", "f"), ("gгғğǵ", "g"), ("hхһ", "h"),
        ("iийіыıy", "i"), ("jж", "j"), ("kкқq", "k"), ("lл", "l"), ("mм", "m"), ("nнңñŋ", "n"), ("oоөö", "o"), ("pп", "p"), ("rр", "r"),
        ("sс", "s"), ("tт", "t"), ("uwуұүūü", "u"), ("vв", "v"), ("x", "ks"), ("zз", "z"),
        ("шщş", "x"), ("ц", "ts"), ("ю", "iu"), ("я", "ia"),
    ];
}
