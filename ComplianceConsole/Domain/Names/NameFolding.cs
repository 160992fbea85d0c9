using System.Buffers;
using System.Globalization;
using System.Text;

namespace ComplianceConsole.Domain.Names;

/// <summary>
/// Names are searched by a folded key, so that Kazakh and Russian Cyrillic and Latin spellings find each other. The first key catches
/// transliteration; the second, looser one also Өтегенов, Утегенов and Utegenov, and is ranked after the first.
/// </summary>
public static class NameFolding
{
    private const int StackLimit = 256;

    private static readonly SearchValues<char> MaybeHalfOfALetter = SearchValues.Create("ckszgyCKSZGY");

    /// <summary>The first key of a word or of a whole text. What is no letter stays; a word starts after it.</summary>
    public static string Key(string text) => Fold(Composed(text));

    /// <summary>
    /// The second key, made from the first: without h, with u for o, then without any i and u but a first letter, doubled letters once.
    /// </summary>
    public static string LooseKey(string firstKey)
    {
        Span<char> buffer = firstKey.Length <= StackLimit ? stackalloc char[firstKey.Length] : new char[firstKey.Length];
        var length = 0;
        var inWord = false;
        foreach (var c in firstKey)
        {
            if (c == 'h')
            {
                continue;
            }

            var letter = c == 'o' ? 'u' : c;
            var isFirst = !inWord;
            inWord = char.IsLetterOrDigit(c);
            if ((isFirst || letter is not ('i' or 'u')) && !Doubles(buffer[..length], letter))
            {
                buffer[length++] = letter;
            }
        }

        return buffer[..length].ToString();
    }

    /// <summary>The first keys of the words of a text, in order, each once. Signs between words are not words.</summary>
    public static IReadOnlyList<string> Words(string? text)
    {
        var words = new List<string>();
        foreach (var word in Split(text))
        {
            var key = Fold(word);
            if (key.Length > 0 && !words.Contains(key, StringComparer.Ordinal))
            {
                words.Add(key);
            }
        }

        return words;
    }

    /// <summary>
    /// The words of a text as they were written, composed (NFC), in order: what is typed into a search goes through this and then, word
    /// by word, through <see cref="QueryVariants"/>.
    /// </summary>
    public static IReadOnlyList<string> Split(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        var composed = Composed(text);
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= composed.Length; i++)
        {
            var inside = i < composed.Length && IsInWord(composed[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(composed[start..i]);
                start = -1;
            }
        }

        return words;
    }

    /// <summary>
    /// The first keys under which a typed word may be found, the plain one first. What is typed may end inside a letter of several
    /// signs, "Akhmetz" of Akhmetzhanov: then it is also tried without its last letter.
    /// </summary>
    public static IReadOnlyList<string> QueryVariants(string word)
    {
        var key = Key(word);
        if (key.Length == 0)
        {
            return [];
        }

        if (!MaybeHalfOfALetter.Contains(word[^1]))
        {
            return [key];
        }

        var shorter = Key(word[..^1]);
        return shorter.Length == 0 || string.Equals(shorter, key, StringComparison.Ordinal) ? [key] : [key, shorter];
    }

    private static string Fold(ReadOnlySpan<char> composed)
    {
        var size = composed.Length * 3;
        var rented = size > StackLimit ? ArrayPool<char>.Shared.Rent(size) : null;
        Span<char> buffer = rented is null ? stackalloc char[StackLimit] : rented;

        var kept = DropSilent(composed, buffer[..composed.Length]);
        var length = FoldInto(kept, buffer[composed.Length..]);
        var key = buffer.Slice(composed.Length, length).ToString();
        if (rented is not null)
        {
            // A name is personal data: what goes back to the pool holds none.
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        }

        return key;
    }

    private static ReadOnlySpan<char> DropSilent(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (!string.Equals(FoldTable.Get(c), FoldTable.Dropped, StringComparison.Ordinal))
            {
                into[length++] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
            }
        }

        return into[..length];
    }

    private static int FoldInto(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            var (fold, taken) = Digraph(text[i..], into[..length]);
            if (taken == 0)
            {
                (fold, taken) = (FoldTable.Get(text[i]), 1);
            }

            if (fold is null)
            {
                Append(into, ref length, char.ToLowerInvariant(text[i]));
            }
            else
            {
                foreach (var c in fold)
                {
                    Append(into, ref length, c);
                }
            }

            i += taken;
        }

        return length;
    }

    /// <summary>The letter of several signs that <paramref name="rest"/> starts with and what it folds to; 0 signs where there is none.</summary>
    private static (string? Fold, int Taken) Digraph(ReadOnlySpan<char> rest, ReadOnlySpan<char> before)
    {
        if (rest.Length < 2)
        {
            return default;
        }

        return (rest[0], rest[1]) switch
        {
            ('s', 'h') => ("x", rest.StartsWith("shch") ? 4 : 2),
            ('z', 'h') => ("j", 2),
            ('k', 'h') => ("h", 2),
            ('c', 'h') => ("c", 2),
            ('g', 'h') => ("g", 2),
            ('y' or 'j', 'o') => ("e", 2),
            ('y' or 'i', 'e') when IsStartOrAfterVowel(before) => ("e", 2),
            ('y' or 'i', 'u') => ("iu", 2),
            ('y' or 'i', 'a') => ("ia", 2),
            ('t', 's') => ("ts", 2),
            _ => default,
        };
    }

    private static bool IsStartOrAfterVowel(ReadOnlySpan<char> before) =>
        before.IsEmpty || before[^1] is 'a' or 'e' or 'i' or 'o' or 'u' || !char.IsLetter(before[^1]);

    private static void Append(Span<char> into, ref int length, char c)
    {
        if (!Doubles(into[..length], c))
        {
            into[length++] = c;
        }
    }

    private static bool Doubles(ReadOnlySpan<char> before, char c) => !before.IsEmpty && before[^1] == c && char.IsLetter(c);

    private static bool IsInWord(char c) =>
        char.IsLetterOrDigit(c)
        || char.IsSurrogate(c)
        || FoldTable.Get(c) is FoldTable.Dropped
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Composed(string text) => IsSurelyComposed(text) ? text : TextCleaning.Compose(text);

    /// <summary>
    /// Asking ICU whether a text is composed costs more than the whole fold. Below U+0300 and in Cyrillic without its combining signs
    /// everything is.
    /// </summary>
    private static bool IsSurelyComposed(string text)
    {
        foreach (var c in text)
        {
            if (c >= '\u0300' && c is not (>= '\u0400' and <= '\u0482') and not (>= '\u048A' and <= '\u052F'))
            {
                return false;
            }
        }

        return true;
    }
}
