using System.Globalization;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Ships the ledger to one copy: entries with their sealed details, after each part the head that vouches for it, synced to disk. A crash
/// leaves at most a part without its head, which is taken away before it goes on.
/// </summary>
internal sealed class CopyShipment(TailFolder folder, HeadAuthenticator authenticator)
{
    private const int MostAtOnce = 20_000;
    private const long LargestSegment = 64L * 1024 * 1024;

    private CompactRange? _shipped;
    private string _segment = "";
    private long _length;

    /// <summary>The copy's folder.</summary>
    public string Copy => folder.Copy;

    /// <summary>Ships what has been added since.</summary>
    /// <param name="records">A connection to the records, outside a transaction.</param>
    /// <param name="until">How many entries at most.</param>
    /// <returns>How many entries the copy has now.</returns>
    /// <exception cref="StoreForeignException">The copy holds another ledger.</exception>
    /// <exception cref="IOException">The copy does not answer.</exception>
    public long Ship(SqliteConnection records, long until = long.MaxValue)
    {
        if (_shipped is { } known && File.Exists(_segment) && known.Size >= Math.Min(until, SizeOf(records)) && new FileInfo(_segment).Length == _length)
        {
            return known.Size;
        }

        try
        {
            return ShipInTurn(records, until);
        }
        catch
        {
            // What became of the last part is seen when it is looked at again.
            _shipped = null;
            throw;
        }
    }

    private long ShipInTurn(SqliteConnection records, long until)
    {
        var stream = folder.Open(folder.Segments is [.., var last] ? last : folder.Segment(0));
        try
        {
            if (_shipped is null || !string.Equals(_segment, stream.Name, StringComparison.Ordinal) || stream.Length != _length)
            {
                _shipped = Resume(ref stream, records);
                _segment = stream.Name;
            }

            stream.Seek(0, SeekOrigin.End);
            while (ShipPart(stream, records, _shipped, until))
            {
                _length = stream.Length;
                if (_length >= LargestSegment)
                {
                    stream.Dispose();
                    stream = folder.Open(folder.Segment(_shipped.Size));
                    (_segment, _length) = (stream.Name, 0);
                }
            }

            _length = stream.Length;
            return _shipped.Size;
        }
        finally
        {
            stream.Dispose();
        }
    }

    private bool ShipPart(FileStream stream, SqliteConnection records, CompactRange range, long until)
    {
        using (var moment = new ReadMoment(records))
        using (moment.Begin())
        {
            var size = Math.Min(until, SizeOf(records));
            if (range.Size >= size)
            {
                return false;
            }

            using var rows = new SqliteStatement(
                records, "SELECT \"Index\", Bytes, LeafHash, Details FROM LedgerEntries WHERE \"Index\" >= ?1 AND \"Index\" < ?2 ORDER BY \"Index\" LIMIT ?3");
            rows.Bind(1, range.Size).Bind(2, size).Bind(3, MostAtOnce);
            using var buffered = new BufferedStream(new Unclosed(stream), 1 << 20);
            while (rows.Step())
            {
                var part = new TailPart(rows.Number(0), rows.Blob(1).ToArray(), rows.IsNull(3) ? null : rows.Blob(3).ToArray(), Head: null);
                if (part.Index != range.Size)
                {
                    throw new StoreForeignException();
                }

                TailFrames.Write(buffered, part.ToBytes());
                range.Append(part.Leaf);
            }

            TailFrames.Write(buffered, TailPart.Of(authenticator.Vouch(range)).ToBytes());
        }

        stream.Flush(flushToDisk: true);
        return true;
    }

    // Where the copy stands, as its own last head says, and whether our ledger contains it.
    private CompactRange Resume(ref FileStream stream, SqliteConnection records)
    {
        var last = TakeAwayUnvouched(stream);
        if (last is null && folder.Segments is [.., var before, _])
        {
            // The newest file was begun and nothing came of it.
            var begun = stream.Name;
            stream.Dispose();
            File.Delete(begun);
            stream = folder.Open(before);
            last = TakeAwayUnvouched(stream);
        }

        var range = RangeOf(records, last?.Size ?? 0);
        if (last is null || (range.Size == last.Size && range.Root() == last.Root))
        {
            return range;
        }

        if (!LedgerOrigins.BeginsAnewBefore(records, last.Size))
        {
            throw new StoreForeignException();
        }

        // A loss was accepted since: what the copy holds beyond it is kept beside, and the ledger shipped anew.
        stream.Dispose();
        Directory.Move(folder.Path, string.Create(CultureInfo.InvariantCulture, $"{folder.Path}.given-up-{last.Size}-{Guid.NewGuid():N}"));
        stream = folder.Open(folder.Segment(0));
        return new CompactRange();
    }

    private LedgerHead? TakeAwayUnvouched(FileStream stream)
    {
        stream.Seek(0, SeekOrigin.Begin);
        LedgerHead? last = null;
        var vouched = 0L;
        foreach (var (part, end) in TailFrames.Read(stream))
        {
            if (TailPart.FromBytes(part)?.Head is { } head)
            {
                (last, vouched) = authenticator.IsGenuine(head) ? (head, end) : throw new StoreForeignException();
            }
        }

        stream.SetLength(vouched);
        return last;
    }

    private static CompactRange RangeOf(SqliteConnection records, long size)
    {
        var range = new CompactRange();
        using var leaves = new SqliteStatement(records, "SELECT LeafHash FROM LedgerEntries WHERE \"Index\" < ?1 ORDER BY \"Index\"");
        leaves.Bind(1, size);
        while (leaves.Step() && leaves.Blob(0).Length == Hash256.Length)
        {
            range.Append(new Hash256(leaves.Blob(0)));
        }

        return range;
    }

    private static long SizeOf(SqliteConnection records)
    {
        using var size = new SqliteStatement(records, "SELECT Size FROM LedgerHeads WHERE Id = 1");
        return size.Step() ? size.Number(0) : 0;
    }

    /// <summary>Lets a buffer be closed and the file stay open.</summary>
    private sealed class Unclosed(FileStream file) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => throw new NotSupportedException(); }

        public override void Flush() => file.Flush();

        public override void Write(byte[] buffer, int offset, int count) => file.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => file.Write(buffer);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

/// <summary>A copy holds entries that the ledger of these stores does not contain: one of the two was cut off or replaced.</summary>
public sealed class StoreForeignException() : Exception("The copy holds another ledger.");
