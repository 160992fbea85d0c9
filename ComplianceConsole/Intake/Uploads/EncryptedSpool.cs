using System.Buffers.Binary;
using System.Security.Cryptography;
using ComplianceConsole.Intake.Files;
using Microsoft.Win32.SafeHandles;

namespace ComplianceConsole.Intake.Uploads;

/// <summary>
/// An uploaded file while it is being imported: it is read twice, and may be larger than memory, so it lies in the data directory,
/// encrypted under a key that exists in this process's memory alone. The file goes when this is disposed; what a crash leaves behind nobody
/// can open.
/// </summary>
/// <remarks>Chunks of 64 KiB under AES-256-GCM; the nonce is the chunk's number, which the key makes safe, being used for one file.</remarks>
public sealed class EncryptedSpool : IImportFile, IDisposable
{
    private const int ChunkLength = 64 * 1024;
    private const int TagLength = 16;
    private const int NonceLength = 12;

    private readonly SafeFileHandle _file;
    private readonly AesGcm _cipher;
    private readonly Lock _turn = new();

    private EncryptedSpool(string path, string name)
    {
        Name = name;
        Span<byte> key = stackalloc byte[32];
        RandomNumberGenerator.Fill(key);
        _cipher = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.DeleteOnClose);
    }

    public string Name { get; }

    public long Length { get; private set; }

    /// <summary>Takes a file in from whoever sends it.</summary>
    /// <param name="path">Where it lies meanwhile; a new file.</param>
    /// <param name="name">Its own name.</param>
    /// <param name="source">Its bytes.</param>
    /// <param name="progress">Told how many bytes have come.</param>
    /// <param name="cancellation">Ends it; nothing stays.</param>
    /// <exception cref="IOException">The source broke off, or there is no room.</exception>
    public static async Task<EncryptedSpool> TakeInAsync(
        string path, string name, Stream source, IProgress<long>? progress, CancellationToken cancellation)
    {
        var spool = new EncryptedSpool(path, name);
        try
        {
            var chunk = new byte[ChunkLength];
            int read;
            while ((read = await source.ReadAtLeastAsync(chunk, ChunkLength, throwOnEndOfStream: false, cancellation)) > 0)
            {
                spool.Append(chunk.AsSpan(0, read));
                progress?.Report(spool.Length);
            }

            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    public Stream OpenRead() => new Reader(this);

    public void Dispose()
    {
        _file.Dispose();
        _cipher.Dispose();
    }

    private void Append(ReadOnlySpan<byte> plain)
    {
        var number = Length / ChunkLength;
        var written = new byte[plain.Length + TagLength];
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, number);
        _cipher.Encrypt(nonce, plain, written.AsSpan(0, plain.Length), written.AsSpan(plain.Length));
        RandomAccess.Write(_file, written, number * (ChunkLength + TagLength));
        Length += plain.Length;
    }

    private int Read(long number, byte[] plain)
    {
        var length = (int)Math.Min(ChunkLength, Length - (number * ChunkLength));
        if (length <= 0)
        {
            return 0;
        }

        var written = new byte[length + TagLength];
        var offset = number * (ChunkLength + TagLength);
        for (var read = 0; read < written.Length;)
        {
            var more = RandomAccess.Read(_file, written.AsSpan(read), offset + read);
            read += more > 0 ? more : throw new EndOfStreamException();
        }

        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteNonce(nonce, number);

        // The platform's cipher may not be used by two threads at once.
        lock (_turn)
        {
            _cipher.Decrypt(nonce, written.AsSpan(0, length), written.AsSpan(length), plain.AsSpan(0, length));
        }

        return length;
    }

    private static void WriteNonce(Span<byte> nonce, long number)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[4..], number);
    }

    private sealed class Reader(EncryptedSpool spool) : Stream
    {
        private readonly byte[] _chunk = new byte[ChunkLength];
        private long _next;
        private int _start;
        private int _end;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => spool.Length;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, spool.Read(_next++, _chunk));
            }

            var length = Math.Min(buffer.Length, _end - _start);
            _chunk.AsSpan(_start, length).CopyTo(buffer);
            _start += length;
            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
