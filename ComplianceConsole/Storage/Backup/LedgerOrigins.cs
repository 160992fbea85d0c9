using System.Text;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>A place at which a loss was accepted: the ledger goes on there without entries that once followed.</summary>
/// <param name="Index">The entry that says so; as many entries survived.</param>
/// <param name="GivenUp">The heads that were remembered of what is lost.</param>
public sealed record LedgerOrigin(long Index, IReadOnlyList<(long Size, Hash256 Root)> GivenUp)
{
    /// <summary>When the loss was accepted.</summary>
    public Instant At { get; init; }

    /// <summary>Of when the last entry is that survived; null where none did. What is lost was done between then and <see cref="At"/>.</summary>
    public Instant? SurvivedUntil { get; init; }

    /// <summary>How many entries were lost, by the highest head remembered.</summary>
    public long Lost => GivenUp.Count == 0 ? 0 : GivenUp.Max(head => head.Size) - Index;
}

/// <summary>
/// New origins of the ledger. Each is an entry of the ledger itself that names the heads given up, in the place where other entries name the
/// rows they changed: the gap is part of what every later head vouches for, and can never be hidden again.
/// </summary>
internal static class LedgerOrigins
{
    /// <summary>The name of such an entry.</summary>
    public const string Operation = "ledger.origin";

    /// <summary>The table that its images name; it is none of the tables whose rows are compared.</summary>
    public const string Heads = nameof(RecordsContext.LedgerHeads);

    private static readonly byte[] s_operation = Encoding.UTF8.GetBytes(Operation);

    /// <summary>All of them. Whether they are genuine is for the verification of the whole ledger to say.</summary>
    public static IReadOnlyList<LedgerOrigin> Read(SqliteConnection records)
    {
        var origins = new List<LedgerOrigin>();
        using var rows = new SqliteStatement(records, "SELECT Bytes FROM LedgerEntries WHERE instr(Bytes, ?1) > 0 ORDER BY \"Index\"");
        rows.BindBlob(1, s_operation);
        while (rows.Step())
        {
            if (Of(rows.Blob(0)) is { } origin)
            {
                origins.Add(origin with { SurvivedUntil = MomentOf(records, origin.Index - 1) });
            }
        }

        return origins;
    }

    /// <summary>Whether a head remembered elsewhere was given up when a loss was accepted.</summary>
    public static bool GiveUp(SqliteConnection records, LedgerHead remembered) =>
        Read(records).Any(origin => origin.GivenUp.Contains((remembered.Size, remembered.Root)));

    /// <summary>Whether the ledger begins anew somewhere before a size.</summary>
    public static bool BeginsAnewBefore(SqliteConnection records, long size) => Read(records).Any(origin => origin.Index < size);

    /// <summary>Whether an image is of a row, as all are but those that name heads or an entry's own details.</summary>
    public static bool IsOfRow(RecordImage image) => !string.Equals(image.Table, Heads, StringComparison.Ordinal) && !DetailsImage.Is(image);

    /// <summary>The images that name the heads given up.</summary>
    public static IReadOnlyList<RecordImage> ImagesOf(IEnumerable<LedgerHead> givenUp) =>
    [
        .. givenUp
            .GroupBy(head => head.Size)
            .OrderBy(heads => heads.Key)
            .SelectMany(heads => heads.Select(head => head.Root).Distinct().Select((root, place) => new RecordImage(
                Heads, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{heads.Key}/{place}"), root, After: null))),
    ];

    /// <summary>The origin an entry is; null where it is none.</summary>
    public static LedgerOrigin? Of(ReadOnlySpan<byte> entry) =>
        entry.IndexOf(s_operation) >= 0 && CanonicalEncoding.IsCanonical(entry, out _) ? Of(CanonicalEncoding.Decode(entry)) : null;

    private static Instant? MomentOf(SqliteConnection records, long index)
    {
        using var row = new SqliteStatement(records, "SELECT Bytes FROM LedgerEntries WHERE \"Index\" = ?1");
        row.Bind(1, index);
        return row.Step() && CanonicalEncoding.IsCanonical(row.Blob(0), out _) ? CanonicalEncoding.Decode(row.Blob(0)).At : null;
    }

    private static LedgerOrigin? Of(LedgerEntry entry) =>
        !string.Equals(entry.Operation, Operation, StringComparison.Ordinal)
            ? null
            : new LedgerOrigin(
                entry.Index,
                [
                    .. entry.Images
                        .Where(image => string.Equals(image.Table, Heads, StringComparison.Ordinal) && image.Before is not null)
                        .Select(image => (new Images.RecordName(image.Table, image.Key).Number, image.Before!.Value)),
                ])
            {
                At = entry.At,
            };
}
