using System.Text;
using ComplianceConsole.Domain.Results;
using Sylvan.Data.Csv;

namespace ComplianceConsole.Intake.Files;

/// <summary>Comma-separated records as RFC 4180 has them, in strict UTF-8, with or without a mark at the beginning.</summary>
internal sealed class CsvRecords : IRecords
{
    // A record that does not fit was not written by an export: most likely a quote was never closed.
    private const int LongestRecord = 8 * 1024 * 1024;

    // What stands between columns where it is not the comma.
    private static readonly char[] s_otherSeparators = [';', '\t', '|'];

    private readonly PrefixedStream _stream;
    private readonly CsvDataReader? _reader;
    private readonly int[] _ordinals = [];
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private bool _lastWasShort;

    public CsvRecords(PrefixedStream stream)
    {
        _stream = stream;
        try
        {
            _reader = CsvDataReader.Create(
                new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false),
                new CsvDataReaderOptions
                {
                    Delimiter = ',',
                    HasHeaders = true,
                    // A value may begin with a number sign: no line is a comment.
                    Comment = '\0',
                    BufferSize = 64 * 1024,
                    MaxBufferSize = LongestRecord,
                    ResultSetMode = ResultSetMode.SingleResult,
                });
            _ordinals = ReadHeader(_reader);
        }
        catch (Exception error) when (RefusalOf(error) is not null)
        {
            Refusal = RefusalOf(error);
        }
    }

    public long Number { get; private set; }

    public Refusal? Refusal { get; private set; }

    public bool IsWellFormed { get; private set; }

    public IReadOnlyCollection<string> UnknownColumns => _unknown;

    public bool HasPassword { get; private set; }

    public bool Read()
    {
        if (Refusal is not null)
        {
            return false;
        }

        try
        {
            return ReadNext();
        }
        catch (Exception error) when (RefusalOf(error) is not null)
        {
            Refusal = RefusalOf(error);
            return false;
        }
    }

    public string? Value(int place) => IsWellFormed ? _reader!.GetString(_ordinals[place]) : null;

    public void Dispose() => _reader?.Dispose();

    private bool ReadNext()
    {
        while (_reader!.Read())
        {
            // An empty line between records or at the end is no record.
            if (_reader.RowFieldCount == 1 && _reader.GetFieldSpan(0).IsEmpty)
            {
                continue;
            }

            Number++;
            IsWellFormed = _reader.RowFieldCount == _reader.FieldCount;
            _lastWasShort = _reader.RowFieldCount < _reader.FieldCount;
            return true;
        }

        if (_lastWasShort)
        {
            Refusal = new FileTruncated(Number);
        }

        return false;
    }

    private int[] ReadHeader(CsvDataReader reader)
    {
        if (reader.FieldCount == 1 && reader.GetName(0).IndexOfAny(s_otherSeparators) >= 0)
        {
            Refusal = new FileNotCommaSeparated();
            return [];
        }

        var ordinals = new int[ImportColumns.All.Count];
        Array.Fill(ordinals, -1);
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            var name = reader.GetName(ordinal);
            var place = ImportColumns.PlaceOf(name);
            if (place >= 0 && ordinals[place] >= 0)
            {
                Refusal = new FileRepeatsColumn(ImportColumns.All[place]);
            }

            if (place >= 0)
            {
                ordinals[place] = ordinal;
            }
            else if (ImportColumns.IsPassword(name))
            {
                HasPassword = true;
            }
            else
            {
                _unknown.Add(name.Trim());
            }
        }

        Refusal ??= FileLacksColumns.Of(ImportColumns.All.Where((_, place) => ordinals[place] < 0));
        return ordinals;
    }

    // The library's and the framework's only way to say no.
    private FileRefused? RefusalOf(Exception error) =>
        error switch
        {
            // Bytes that are no text are met before the end; what is met at the end is a letter without its rest.
            DecoderFallbackException => _stream.HasEnded ? new FileTruncated(Number + 1) : new FileNotUtf8(),
            CsvMissingHeadersException => new FileEmpty(),
            CsvRecordTooLargeException => new FileRecordTooLong(Number + 1),
            FormatException => new FileMalformed(Number + 1),
            _ => null,
        };
}
