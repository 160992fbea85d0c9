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
/// optional texts after 0 or their length plus one.
/// </remarks>
public static class CanonicalEncoding
{
    /// <summary>The first byte of every entry written today.</summary>
    public const byte Version = 1;

    /// <summary>The most bytes that version and index take.</summary>
    internal const int LongestStart = 1 + 9;

    /// <summary>The canonical bytes.</summary>
    /// <exception cref="ArgumentException">A text is not well-formed Unicode, the index is negative or the outcome has no name.</exception>
    public static byte[] Encode(LedgerEntry entry)
    {
        var rest = EncodeRest(entry);
        Span<byte> start = stackalloc byte[LongestStart];
        return [.. start[..WriteStart(entry.Index, start)], .. rest];
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

    /// <summary>Writes what stands before the rest: version and index. Returns how many bytes, <see cref="LongestStart"/> at most.</summary>
    /// <exception cref="ArgumentException">The index is negative.</exception>
    internal static int WriteStart(long index, Span<byte> room)
    {
        if (index < 0)
        {
            throw new ArgumentException("An entry has an index from 0.", nameof(index));
        }

        var writer = new CanonicalWriter(room);
        writer.Byte(Version);
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
    }
}
