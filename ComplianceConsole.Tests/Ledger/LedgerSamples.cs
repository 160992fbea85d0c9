using ComplianceConsole.Ledger;
using CsCheck;
using NodaTime;

namespace ComplianceConsole.Tests.Ledger;

/// <summary>Entries to test with: any at all, and a plausible few.</summary>
internal static class LedgerSamples
{
    // Letters of several scripts and one beyond the basic plane; half a pair alone is no text and has its own test.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("", "use", "subject.block", "3.2.1", "Әлия", "😀", "a\0b", new string('x', 300)),
        Gen.String.AlphaNumeric
    );

    private static readonly Gen<string?> OptionalText = Gen.OneOf(Gen.Const((string?)null), Text.Select(text => (string?)text));

    private static readonly Gen<Instant> Time = Gen.Select(Gen.Long[-62_135_596_800, 253_402_300_799], Gen.Long[0, 999_999_999])
        .Select((seconds, nanoseconds) => Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(nanoseconds));

    private static readonly Gen<long?> OptionalNumber = Gen.OneOf(Gen.Const((long?)null), Gen.Long.Select(number => (long?)number));

    private static readonly Gen<Hash256?> OptionalHash = Gen.OneOf(
        Gen.Const((Hash256?)null),
        Gen.Byte.Array[Hash256.Length].Select(bytes => (Hash256?)new Hash256(bytes))
    );

    private static readonly Gen<RecordImage> Image = Gen.Select(Gen.OneOf("Subjects", "Duties", ""), Text, OptionalHash, OptionalHash)
        .Select((table, key, before, after) => new RecordImage(table, key, before, after));

    public static readonly Gen<LedgerEntry> Entry = Gen.Select(
        Gen.Select(Gen.Long[0, long.MaxValue], Time, Text, OptionalText, Text),
        Gen.Select(Text, Text, Gen.Long.Array[0, 60], OptionalText, OptionalText),
        Gen.Select(OptionalNumber, Gen.Bool, OptionalHash, Gen.OneOf(Gen.Const(Array.Empty<RecordImage>()), Image.Array[0, 6])),
        (start, deed, end) =>
            new LedgerEntry
            {
                Index = start.Item1,
                At = start.Item2,
                ActorId = start.Item3,
                ActorName = start.Item4,
                Roles = start.Item5,
                Action = deed.Item1,
                Operation = deed.Item2,
                Subjects = deed.Item3,
                Purpose = deed.Item4,
                Clause = deed.Item5,
                RequestId = end.Item1,
                Outcome = end.Item2 ? LedgerOutcome.Done : LedgerOutcome.Refused,
                Digest = end.Item3,
                Images = end.Item4,
            }
    );

    public static LedgerEntry Plausible(long index) =>
        new()
        {
            Index = index,
            At = Instant.FromUtc(2026, 3, 6, 5, 0).PlusNanoseconds(index * 1_234_567),
            ActorId = "person-" + (index % 5),
            ActorName = index % 3 == 0 ? null : "D. Example",
            Roles = "dpo,staff",
            Action = "use",
            Operation = "subject.read",
            Subjects = [index, index + 1],
            Purpose = index % 2 == 0 ? "law" : null,
            Clause = "8.2",
            RequestId = index % 4 == 0 ? index * 10 : null,
            Outcome = index % 7 == 0 ? LedgerOutcome.Refused : LedgerOutcome.Done,
            Digest = index % 2 == 0 ? MerkleHash.Leaf(BitConverter.GetBytes(index)) : null,
        };

    public static LedgerRow Row(LedgerEntry entry)
    {
        var bytes = CanonicalEncoding.Encode(entry);
        return new LedgerRow(entry.Index, bytes, MerkleHash.Leaf(bytes).ToArray());
    }

    public static List<LedgerRow> Rows(int count) => [.. Enumerable.Range(0, count).Select(i => Row(Plausible(i)))];

    public static CompactRange Tree(IEnumerable<LedgerRow> rows) =>
        CompactRange.FromLeaves(rows.Select(row => new Hash256(row.LeafHash.Span)));
}
