using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace ComplianceConsole.Ledger;

/// <summary>
/// The one byte form of an entry, which is what the ledger hashes. Two entries have the same bytes only if they are equal, and bytes
/// that decode encode to themselves again: there is no second spelling of anything.
/// </summary>
/// <remarks>
/// Version 1, in this order: version byte; index; seconds since 1970 (signed) and nanoseconds of the second; actor; actor's name;
/// roles; action; operation; count and numbers of the subjects (signed); purpose; clause; request (0, or 1 and
/// the number, signed); outcome byte; digest (0, or 1 and 32 bytes). Numbers are base-128, texts UTF-8 after their length in bytes,
/// optional texts after 0 or their length plus one. Version 2, which an entry has that vouches for changed rows, goes on with the count of
/// them (not 0); of each the table (an optional text: absent where it is that of the row before), the key, and a byte with 1 for a hash of
/// the row as it was found and 2 for one as it was left, then those hashes.
/// </remarks>
public static class CanonicalEncoding
{
    /// <summary>The first byte of an entry that changed no row.</summary>
    public const byte Version = 1;

    /// <summary>The first byte of an entry that vouches for changed rows.</summary>
    public const byte VersionWithImages = 2;

    internal const byte HasBefore = 1;
    internal const byte HasAfter = 2;

    /// <summary>The most bytes that version and index take.</summary>
    internal const int LongestStart = 1 + 9;

    /// <summary>The canonical bytes.</summary>
    /// <exception cref="ArgumentException">A text is not well-formed Unicode, the index is negative or the outcome has no name.</exception>
    public static byte[] Encode(LedgerEntry entry)
    {
        var rest = EncodeRest(entry);
        Span<byte> start = stackalloc byte[LongestStart];
        return [.. start[..WriteStart(VersionOf(entry), entry.Index, start)], .. rest];
    }

    /// <summary>
    /// The canonical bytes behind the index: all that can be made before an entry has its place, and so before its turn to be written.
    /// </summary>
    /// <exception cref="ArgumentException">A text is not well-formed Unicode or the outcome has no name.</exception>
    internal static byte[] EncodeRest(LedgerEntry entry)
    {
        if (!CanonicalDecoding.IsOutcome((byte)entry.Outcome))
        {
            throw new ArgumentException("An entry is either done or refused.", nameof(entry));
        }

        var counter = new CanonicalWriter();
        WriteRest(ref counter, entry);
        var bytes = new byte[counter.Length];
        var writer = new CanonicalWriter(bytes);
        WriteRest(ref writer, entry);
        return bytes;
    }

    /// <summary>The version in which an entry is written.</summary>
    internal static byte VersionOf(LedgerEntry entry) => entry.Images.Count == 0 ? Version : VersionWithImages;

    /// <summary>Writes what stands before the rest: version and index. Returns how many bytes, <see cref="LongestStart"/> at most.</summary>
    /// <exception cref="ArgumentException">The index is negative.</exception>
    internal static int WriteStart(byte version, long index, Span<byte> room)
    {
        if (index < 0)
        {
            throw new ArgumentException("An entry has an index from 0.", nameof(index));
        }

        var writer = new CanonicalWriter(room);
        writer.Byte(version);
        writer.Number((ulong)index);
        return writer.Length;
    }

    /// <summary>The entry these bytes stand for.</summary>
    /// <exception cref="FormatException">They are not the canonical bytes of any entry.</exception>
    public static LedgerEntry Decode(ReadOnlySpan<byte> bytes) =>
        TryDecode(bytes, out var entry)
            ? entry
            : throw new FormatException("The bytes are not a ledger entry in its canonical form.");

    /// <summary>The entry these bytes stand for; false where they are not the canonical bytes of any entry.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LedgerEntry? entry)
    {
        var draft = new EntryDraft();
        if (!CanonicalDecoding.Read(bytes, draft, out var index, out var at, out var outcome, out var digest))
        {
            entry = null;
            return false;
        }

        entry = draft.ToEntry(index, at, outcome, digest);
        return true;
    }

    /// <summary>Whether the bytes are canonical, and of which index, without building the entry.</summary>
    public static bool IsCanonical(ReadOnlySpan<byte> bytes, out long index) =>
        CanonicalDecoding.Read(bytes, draft: null, out index, out _, out _, out _);

    private static void WriteRest(ref CanonicalWriter writer, LedgerEntry entry)
    {
        var seconds = entry.At.ToUnixTimeSeconds();
        var nanoseconds = (entry.At - Instant.FromUnixTimeSeconds(seconds)).SubsecondNanoseconds;
        writer.Signed(seconds);
        writer.Number((ulong)nanoseconds);
        writer.Text(entry.ActorId);
        writer.OptionalText(entry.ActorName);
        writer.Text(entry.Roles);
        writer.Text(entry.Action);
        writer.Text(entry.Operation);
        writer.Number((ulong)entry.Subjects.Count);
        foreach (var subject in entry.Subjects)
        {
            writer.Signed(subject);
        }

        writer.OptionalText(entry.Purpose);
        writer.OptionalText(entry.Clause);
        writer.Byte(entry.RequestId is null ? (byte)0 : (byte)1);
        if (entry.RequestId is { } request)
        {
            writer.Signed(request);
        }

        writer.Byte((byte)entry.Outcome);
        writer.Byte(entry.Digest is null ? (byte)0 : (byte)1);
        if (entry.Digest is { } digest)
        {
            writer.Hash(digest);
        }

        if (entry.Images.Count > 0)
        {
            WriteImages(ref writer, entry.Images);
        }
    }

    private static void WriteImages(ref CanonicalWriter writer, IReadOnlyList<RecordImage> images)
    {
        writer.Number((ulong)images.Count);
        string? table = null;
        foreach (var image in images)
        {
            writer.OptionalText(string.Equals(image.Table, table, StringComparison.Ordinal) ? null : image.Table);
            table = image.Table;
            writer.Text(image.Key);
            writer.Byte((byte)((image.Before is null ? 0 : HasBefore) | (image.After is null ? 0 : HasAfter)));
            if (image.Before is { } before)
            {
                writer.Hash(before);
            }

            if (image.After is { } after)
            {
                writer.Hash(after);
            }
        }
    }
}
