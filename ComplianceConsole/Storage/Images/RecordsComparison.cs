using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Images;

/// <summary>
/// Compares the records with what the ledger vouches for, in memory that does not grow with them. What every entry left is added to a sum
/// and what it found is taken away, so that of each row only the last image stays; then the rows of the tables are taken away, and nothing
/// may be left. What is added is a hash of the image under a secret of this comparison alone: nobody can prepare rows that cancel out.
/// Each range of numbers has a sum of its own, so that a difference is then looked for among few rows.
/// </summary>
internal sealed class RecordsComparison
{
    private const int Ranges = 1 << 16;

    private readonly UInt128[] _sums = new UInt128[Ranges];
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(Hash256.Length);
    private readonly long _width;

    /// <summary>Prepares a comparison.</summary>
    /// <param name="connection">In a read transaction.</param>
    public RecordsComparison(SqliteConnection connection)
    {
        using var last = new SqliteStatement(connection, "SELECT MAX(Id) FROM Subjects");
        last.Step();
        _width = (last.Number(0) / Ranges) + 1;
    }

    /// <summary>How many images the ledger holds; none is one of an earlier version, which tied no records to it.</summary>
    public long Images { get; private set; }

    /// <summary>How many rows were compared.</summary>
    public long Rows { get; private set; }

    /// <summary>Takes in what an entry vouches for.</summary>
    public void Take(LedgerEntry entry)
    {
        Images += entry.Images.Count;
        foreach (var image in entry.Images)
        {
            if (LedgerOrigins.IsOfRow(image))
            {
                ref var sum = ref _sums[RangeOf(new RecordName(image.Table, image.Key))];
                sum += Mark(image.After) - Mark(image.Before);
            }
        }
    }

    /// <summary>The first row that is not what the ledger last recorded; null where all are. Asked after all entries.</summary>
    public RecordDifference? FirstDifference(SqliteConnection connection, CancellationToken cancellation)
    {
        foreach (var table in ImagedTables.All)
        {
            using var row = new SqliteStatement(connection, table.Select);
            while (row.Step())
            {
                cancellation.ThrowIfCancellationRequested();
                Rows++;
                _sums[RangeOf(new RecordName(table.Name, table.KeyOf(row)))] -= Mark(table.Of(row));
            }
        }

        var range = Images == 0 ? -1 : Array.FindIndex(_sums, sum => sum != 0);
        return range < 0 ? null : new DifferenceSearch(name => RangeOf(name) == range).Find(connection, cancellation);
    }

    private int RangeOf(RecordName name) => (int)Math.Min(name.Number / _width, Ranges - 1);

    private UInt128 Mark(Hash256? image)
    {
        if (image is not { } hash)
        {
            return 0;
        }

        Span<byte> keyed = stackalloc byte[2 * Hash256.Length];
        _secret.CopyTo(keyed);
        hash.CopyTo(keyed[Hash256.Length..]);
        Span<byte> mark = stackalloc byte[Hash256.Length];
        SHA256.HashData(keyed, mark);
        return MemoryMarshal.Read<UInt128>(mark);
    }
}
