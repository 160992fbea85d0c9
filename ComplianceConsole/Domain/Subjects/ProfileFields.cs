using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace ComplianceConsole.Domain.Subjects;

/// <summary>
/// The values of a profile by the codes of their fields, in the order of the codes. It never changes; a change gives another. A dozen
/// values in two arrays: a page of results makes fifty of these, the search index one a subject.
/// </summary>
public sealed class ProfileFields : IReadOnlyDictionary<string, FieldValue>
{
    /// <summary>No values.</summary>
    public static readonly ProfileFields Empty = new([], []);

    private readonly string[] _codes;
    private readonly FieldValue[] _values;

    private ProfileFields(string[] codes, FieldValue[] values) => (_codes, _values) = (codes, values);

    /// <summary>How many fields hold a value.</summary>
    public int Count => _codes.Length;

    /// <summary>The codes in their order.</summary>
    public IEnumerable<string> Keys => _codes;

    /// <summary>The values in the order of their codes.</summary>
    public IEnumerable<FieldValue> Values => _values;

    /// <summary>The value of a field.</summary>
    /// <exception cref="KeyNotFoundException">The field holds none.</exception>
    public FieldValue this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException("The field holds no value: " + key);

    /// <summary>The values of fields named once each, in any order.</summary>
    /// <exception cref="ArgumentException">A field is named twice.</exception>
    public static ProfileFields Of(ReadOnlySpan<KeyValuePair<string, FieldValue>> fields)
    {
        var (codes, values) = (new string[fields.Length], new FieldValue[fields.Length]);
        for (var i = 0; i < fields.Length; i++)
        {
            (codes[i], values[i]) = fields[i];
        }

        if (!IsInOrder(codes))
        {
            Array.Sort(codes, values, StringComparer.Ordinal);
            if (!IsInOrder(codes))
            {
                throw new ArgumentException("A field is named twice.", nameof(fields));
            }
        }

        return new ProfileFields(codes, values);
    }

    /// <summary>Whether the field holds a value.</summary>
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FieldValue value)
    {
        var place = Find(key);
        value = place < 0 ? null : _values[place];
        return place >= 0;
    }

    /// <summary>These with one value set.</summary>
    public ProfileFields Set(string code, FieldValue value)
    {
        var place = Find(code);
        return place >= 0
            ? new ProfileFields(_codes, [.. _values[..place], value, .. _values[(place + 1)..]])
            : new ProfileFields([.. _codes[..~place], code, .. _codes[~place..]], [.. _values[..~place], value, .. _values[~place..]]);
    }

    /// <summary>These without one field.</summary>
    public ProfileFields Without(string code)
    {
        var place = Find(code);
        return place < 0
            ? this
            : new ProfileFields([.. _codes[..place], .. _codes[(place + 1)..]], [.. _values[..place], .. _values[(place + 1)..]]);
    }

    /// <summary>The same fields, each with the value that is made of its code and value.</summary>
    public ProfileFields Select(Func<string, FieldValue, FieldValue> make)
    {
        var values = new FieldValue[_values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = make(_codes[i], _values[i]);
        }

        return new ProfileFields(_codes, values);
    }

    public IEnumerator<KeyValuePair<string, FieldValue>> GetEnumerator()
    {
        for (var i = 0; i < _codes.Length; i++)
        {
            yield return KeyValuePair.Create(_codes[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsInOrder(string[] codes)
    {
        for (var i = 1; i < codes.Length; i++)
        {
            if (string.CompareOrdinal(codes[i - 1], codes[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where the code stands, or the complement of where it would.</summary>
    private int Find(string code) => Array.BinarySearch(_codes, code, StringComparer.Ordinal);
}
