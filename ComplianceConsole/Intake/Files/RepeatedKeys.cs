using ComplianceConsole.Intake.Scratch;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Intake.Files;

/// <summary>
/// Tells which rows repeat a key of an earlier row, exactly and in memory that does not grow with the file: the first pass notes every key,
/// as a keyed hash with its place; sorting brings equal keys together; what is left, the places of the repeats, is followed by the
/// second pass in the order of the rows.
/// </summary>
internal sealed class RepeatedKeys(ScratchFolder folder) : IDisposable
{
    private readonly RunKey _key = new();
    private readonly SpillSort _keys = new(folder);
    private readonly SpillSort _repeats = new(folder);
    private IEnumerator<KeyedPlace>? _next;
    private bool _isAtEnd = true;

    /// <summary>Notes a key in the first pass.</summary>
    /// <param name="row">The row's number.</param>
    /// <param name="key">The column.</param>
    /// <param name="value">The value there.</param>
    public void Note(long row, FileKeys key, string value)
    {
        var (high, low) = _key.Hash((byte)key.Kind, key.Of(value));
        _keys.Add(new KeyedPlace(high, low, PlaceOf(row, key)));
    }

    /// <summary>Ends the first pass.</summary>
    public void Complete()
    {
        var last = default(KeyedPlace?);
        foreach (var place in _keys.Sorted())
        {
            if (last is { } before && before.HasKeyOf(place))
            {
                _repeats.Add(new KeyedPlace(0, 0, place.Place));
            }

            last = place;
        }

        _keys.Dispose();
        _next = _repeats.Sorted().GetEnumerator();
        _isAtEnd = !_next.MoveNext();
    }

    /// <summary>
    /// Whether a row before it has the same value, in the second pass: asked in the order of the rows, and in each for the external id before the e-mail.
    /// </summary>
    public bool IsRepeated(long row, FileKeys key)
    {
        var place = PlaceOf(row, key);
        while (!_isAtEnd && _next!.Current.Place < place)
        {
            _isAtEnd = !_next.MoveNext();
        }

        return !_isAtEnd && _next!.Current.Place == place;
    }

    public void Dispose()
    {
        _next?.Dispose();
        _keys.Dispose();
        _repeats.Dispose();
    }

    private static long PlaceOf(long row, FileKeys key) => (2 * row) + (key.Kind == IdentifierKind.Email ? 1 : 0);
}
