namespace ComplianceConsole.Intake.Files;

/// <summary>Lines of bytes from a stream. A line longer than the limit is not read into memory.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _atEnd;

    /// <summary>Whether the last line read was longer than the limit; nothing more is read then.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Whether the last line read ended with a line break, as all but the last must.</summary>
    public bool WasEnded { get; private set; }

    /// <summary>The next line without its line break; null at the end.</summary>
    public ReadOnlyMemory<byte>? Read()
    {
        for (var searched = _start; ;)
        {
            var found = _buffer.AsSpan(searched.._end).IndexOf((byte)'\n');
            if (found >= 0)
            {
                WasEnded = true;
                return Take(searched + found - _start, skip: 1);
            }

            if (_atEnd)
            {
                WasEnded = false;
                if (_start == _end)
                {
                    return null;
                }

                return Take(_end - _start, skip: 0);
            }

            if (_end - _start > longest)
            {
                IsTooLong = true;
                return null;
            }

            searched = Fill();
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int skip)
    {
        var line = _buffer.AsMemory(_start, length);
        _start += length + skip;
        return line is { IsEmpty: false } && line.Span[^1] == (byte)'\r' ? line[..^1] : line;
    }

    // Moves what is left to the front and reads more; answers where the new bytes begin.
    private int Fill()
    {
        var left = _end - _start;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, left).CopyTo(_buffer);
        }

        if (left == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var read = stream.Read(_buffer, left, _buffer.Length - left);
        (_start, _end, _atEnd) = (0, left + read, read == 0);
        return left;
    }
}
