using System.Text.Json;
using System.Text.Unicode;
using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Intake.Files;

/// <summary>
/// JSON Lines: an object a line, in strict UTF-8, a member a column. A member that is absent or <c>null</c> is an empty value; numbers
/// stand for their digits, <c>true</c> and <c>false</c> for yes and no. A column that no record has is a column the file lacks.
/// </summary>
internal sealed class JsonLinesRecords(Stream stream) : IRecords
{
    private const int LongestLine = 8 * 1024 * 1024;

    // Every line may have members of its own; who reads the names wants to see that there are such, not all of them.
    private const int MostUnknown = 100;

    private readonly LineReader _lines = new(stream, LongestLine);
    private readonly string?[] _values = new string?[ImportColumns.All.Count];
    private readonly bool[] _seen = new bool[ImportColumns.All.Count];
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    public long Number { get; private set; }

    public Refusal? Refusal { get; private set; }

    public bool IsWellFormed { get; private set; }

    public IReadOnlyCollection<string> UnknownColumns => _unknown;

    public bool HasPassword { get; private set; }

    public bool Read()
    {
        while (Refusal is null)
        {
            if (_lines.Read() is not { } line)
            {
                Refusal = _lines.IsTooLong ? new FileRecordTooLong(Number + 1)
                    : Number == 0 ? new FileEmpty()
                    : FileLacksColumns.Of(ImportColumns.All.Where((_, place) => !_seen[place]));
                return false;
            }

            var json = WithoutMark(line.Span);
            if (!Utf8.IsValid(json))
            {
                Refusal = !_lines.WasEnded && Letters.AreCutOff(json) ? new FileTruncated(Number + 1) : new FileNotUtf8();
            }
            else if (!json.Trim(" \t"u8).IsEmpty)
            {
                Number++;
                return TryRead(json);
            }
        }

        return false;
    }

    public string? Value(int place) => IsWellFormed ? _values[place] : null;

    public void Dispose() => stream.Dispose();

    private ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> line) =>
        Number == 0 && line.StartsWith("\uFEFF"u8) ? line["\uFEFF"u8.Length..] : line;

    private bool TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            ReadObject(json);
            return true;
        }
        catch (JsonException)
        {
            Refusal = _lines.WasEnded ? new FileMalformed(Number) : new FileTruncated(Number);
            return false;
        }
        catch (InvalidOperationException)
        {
            // The reader's way to say that an escaped half of a surrogate pair is no text.
            IsWellFormed = false;
            return true;
        }
    }

    private void ReadObject(ReadOnlySpan<byte> json)
    {
        Array.Clear(_values);
        IsWellFormed = true;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader);
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            throw new JsonException();
        }
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        var place = ImportColumns.PlaceOf(name);
        reader.Read();
        if (place < 0)
        {
            HasPassword |= ImportColumns.IsPassword(name);
            if (!ImportColumns.IsPassword(name) && _unknown.Count < MostUnknown)
            {
                _unknown.Add(name.Trim());
            }

            reader.Skip();
            return;
        }

        // The same member twice leaves open which of the two is meant.
        IsWellFormed &= _values[place] is null;
        _seen[place] = true;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                _values[place] = reader.GetString();
                break;
            case JsonTokenType.Number:
                _values[place] = System.Text.Encoding.ASCII.GetString(reader.ValueSpan);
                break;
            case JsonTokenType.True:
                _values[place] = "yes";
                break;
            case JsonTokenType.False:
                _values[place] = "no";
                break;
            case JsonTokenType.Null:
                break;
            default:
                IsWellFormed = false;
                reader.Skip();
                break;
        }
    }
}
