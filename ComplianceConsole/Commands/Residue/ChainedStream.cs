namespace ComplianceConsole.Commands.Residue;

/// <summary>Two streams read one after the other.</summary>
internal sealed class ChainedStream : Stream
{
    private readonly Stream _first;
    private readonly Stream _second;
    private bool _isFirstOver;

    public ChainedStream(Stream first, Stream second)
    {
        (_first, _second) = (first, second);
        _first.Position = 0;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!_isFirstOver && _first.Read(buffer) is > 0 and var read)
        {
            return read;
        }

        _isFirstOver = true;
        return _second.Read(buffer);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
