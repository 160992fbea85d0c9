using System.Collections.Frozen;
using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Domain.Destruction;

/// <summary>
/// The words by which a text about paper would name the person whose data it carries: name, e-mail, phone, address, identifiers, as they are held
/// and as they were before a correction. Such a text outlives the data, and so must name nobody. Policy 2.1(10), 6.3.
/// </summary>
/// <remarks>
/// Words are compared folded, so that other spellings and the cases of Russian and Kazakh meet; numbers by their digits alone. A city or the word
/// for a street names nobody. Where it is unsure a text is refused: a number of a folder says as much.
/// </remarks>
public sealed class PersonWords
{
    private const int ShortestStem = 4;
    private const int LongestEnding = 3;
    private const int FewestDigits = 7;

    private static readonly FrozenSet<string> s_ofPlaces = NameFolding
        .Words(
            "street avenue lane road building house office apartment floor block district region city village centre center room box "
            + "улица проспект переулок дом корпус офис квартира этаж район область город микрорайон мкр село строение проезд шоссе площадь бульвар "
            + "көше көшесі даңғылы даңғыл үй пәтер кеңсе ауданы облысы қаласы ықшамауданы ауылы қабат казахстан kazakhstan қазақстан республика республикасы")
        .ToFrozenSet(StringComparer.Ordinal);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _exact = new(StringComparer.Ordinal);
    private readonly HashSet<string> _digits = new(StringComparer.Ordinal);

    /// <summary>Takes in a value.</summary>
    /// <param name="field">The code of its field; of other fields than those that name a person nothing is taken.</param>
    /// <param name="value">The value; null where none is held.</param>
    public void Add(string field, string? value)
    {
        switch (field)
        {
            case FieldCode.LastName or FieldCode.FirstName:
                _names.UnionWith(WordsOf(value));
                break;
            case FieldCode.LegalAddress:
                _names.UnionWith(StreetsOf(value));
                break;
            case FieldCode.Email:
                _names.UnionWith(WordsOf(value?.Split('@')[0]).Where(word => word.Length >= ShortestStem));
                break;
            case FieldCode.ExternalId when NameFolding.Key(value ?? "") is { Length: > 0 } id:
                _exact.Add(id);
                break;
            case FieldCode.Phone or FieldCode.Bin when DigitsOf(value) is { Length: >= FewestDigits } digits:
                _digits.Add(field is FieldCode.Phone ? digits[^FewestDigits..] : digits);
                break;
            default:
                break;
        }
    }

    /// <summary>Whether a text names the person.</summary>
    public bool AreIn(string? text)
    {
        var words = WordsOf(text);
        return words.Exists(word => _exact.Contains(word) || _names.Any(name => IsOf(word, name)))
            || _digits.Any(number => DigitsOf(text).Contains(number, StringComparison.Ordinal));
    }

    /// <summary>Whether any text of a copy does.</summary>
    public bool AreIn(CopyDetails details) => AreIn(details.What) || AreIn(details.Place) || AreIn(details.Keeper);

    // The words as they stand between signs, and those that a hyphen joins as one.
    private static List<string> WordsOf(string? text) =>
        [.. NameFolding.Words(text).Concat(NameFolding.Words(text?.Replace('-', ' ').Replace('_', ' '))).Distinct(StringComparer.Ordinal)];

    // A number of a house or a city is found on every shelf.
    private static IEnumerable<string> StreetsOf(string? address) =>
        NameFolding.Split(address?.Replace('-', ' '))
            .Where(word => Cities.Of(word) == City.Elsewhere)
            .Select(NameFolding.Key)
            .Where(word => word.Length >= ShortestStem && char.IsLetter(word[0]) && !s_ofPlaces.Contains(word));

    // "Лебедевой" is of "Лебедева", "Lebedev's" of "Lebedev"; of a short name only itself.
    private static bool IsOf(string word, string name)
    {
        if (string.Equals(word, name, StringComparison.Ordinal))
        {
            return true;
        }

        var alike = 0;
        while (alike < word.Length && alike < name.Length && word[alike] == name[alike])
        {
            alike++;
        }

        if (alike >= Math.Max(ShortestStem, name.Length - 2) && word.Length <= name.Length + LongestEnding)
        {
            return true;
        }

        var loose = NameFolding.LooseKey(name);
        return loose.Length >= ShortestStem && string.Equals(NameFolding.LooseKey(word), loose, StringComparison.Ordinal);
    }

    private static string DigitsOf(string? text) => text is null ? "" : string.Concat(text.Where(char.IsAsciiDigit));
}
