using System.Security.Cryptography;
using ComplianceConsole.Ledger;

namespace ComplianceConsole.Storage.Operations;

/// <summary>
/// What an entry vouches for of its own sealed details: their hash as they stand. The digest says what they mean, which nobody can look at any more
/// once the key of whom they concern is destroyed; this still tells whether they were touched.
/// </summary>
internal static class DetailsImage
{
    /// <summary>The table that the image names; it is none of the tables whose rows are compared.</summary>
    public const string Table = nameof(RecordsContext.LedgerEntries);

    private const string Key = "Details";

    /// <summary>The image of sealed details.</summary>
    public static RecordImage Of(ReadOnlySpan<byte> details) => new(Table, Key, Before: null, new Hash256(SHA256.HashData(details)));

    /// <summary>Whether an image is one of details.</summary>
    public static bool Is(RecordImage image) => string.Equals(image.Table, Table, StringComparison.Ordinal);

    /// <summary>Whether details are those that an entry vouches for; entries of an earlier version vouch for none.</summary>
    public static bool Agrees(LedgerEntry entry, ReadOnlySpan<byte> details)
    {
        foreach (var image in entry.Images)
        {
            if (Is(image))
            {
                return image == Of(details);
            }
        }

        return true;
    }
}
