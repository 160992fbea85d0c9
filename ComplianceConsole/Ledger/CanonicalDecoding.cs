using NodaTime;

namespace ComplianceConsole.Ledger;

/// <summary>The reading half of <see cref="CanonicalEncoding"/>: accepts exactly the bytes that the writing half produces.</summary>
internal static class CanonicalDecoding
{
    private const int NanosecondsPerSecond = 1_000_000_000;

    private static readonly long FirstSecond = Instant.MinValue.ToUnixTimeSeconds();
    private static readonly long LastSecond = Instant.MaxValue.ToUnixTimeSeconds();

    /// <summary>Reads and checks all of an entry; without a draft nothing is built.</summary>
    public static bool Read(
        ReadOnlySpan<byte> bytes,
        EntryDraft? draft,
        out long index,
        out Instant at,
        out LedgerOutcome outcome,
        out Hash256? digest
    )
    {
        var reader = new CanonicalReader(bytes);
        at = default;
        outcome = default;
        digest = null;
        return ReadStart(ref reader, out var version, out index, out var seconds, out var nanoseconds)
            && ReadActor(ref reader, draft)
            && ReadDeed(ref reader, draft)
            && ReadEnd(ref reader, out outcome, out digest)
            && (version == CanonicalEncoding.Version || ReadImages(ref reader, draft))
            && reader.AtEnd
            && ToInstant(seconds, nanoseconds, out at);
    }

    private static bool ReadStart(
        ref CanonicalReader reader,
        out byte version,
        out long index,
        out long seconds,
        out ulong nanoseconds
    )
    {
        index = -1;
        seconds = 0;
        nanoseconds = 0;
        return reader.Byte(out version)
            && version is CanonicalEncoding.Version or CanonicalEncoding.VersionWithImages
            && reader.NonNegative(out index)
            && reader.Signed(out seconds)
            && seconds >= FirstSecond
            && seconds <= LastSecond
            && reader.Number(out nanoseconds)
            && nanoseconds < NanosecondsPerSecond;
    }

    private static bool ReadActor(ref CanonicalReader reader, EntryDraft? draft)
    {
        if (
            !reader.Text(out var actorId)
            || !reader.OptionalText(out var hasName, out var actorName)
            || !reader.Text(out var roles)
        )
        {
            return false;
        }

        draft?.Actor(actorId, hasName, actorName, roles);
        return true;
    }

    private static bool ReadDeed(ref CanonicalReader reader, EntryDraft? draft)
    {
        if (!reader.Text(out var action) || !reader.Text(out var operation) || !reader.Number(out var subjects))
        {
            return false;
        }

        draft?.Deed(action, operation);
        for (; subjects > 0; subjects--)
        {
            if (!reader.Signed(out var subject))
            {
                return false;
            }

            draft?.Subject(subject);
        }

        if (
            !reader.OptionalText(out var hasPurpose, out var purpose)
            || !reader.OptionalText(out var hasClause, out var clause)
            || !reader.Byte(out var hasRequest)
        )
        {
            return false;
        }

        var request = 0L;
        if (hasRequest > 1 || (hasRequest == 1 && !reader.Signed(out request)))
        {
            return false;
        }

        draft?.Reason(hasPurpose, purpose, hasClause, clause, hasRequest == 1 ? request : null);
        return true;
    }

    private static bool ReadEnd(ref CanonicalReader reader, out LedgerOutcome outcome, out Hash256? digest)
    {
        digest = null;
        var read = reader.Byte(out var outcomeByte);
        outcome = (LedgerOutcome)outcomeByte;
        if (!read || !IsOutcome(outcomeByte) || !reader.Byte(out var hasDigest) || hasDigest > 1)
        {
            return false;
        }

        if (hasDigest == 1)
        {
            if (!reader.Hash(out var hash))
            {
                return false;
            }

            digest = hash;
        }

        return true;
    }

    private static bool ReadImages(ref CanonicalReader reader, EntryDraft? draft)
    {
        if (!reader.Number(out var images) || images == 0)
        {
            return false;
        }

        var hasTable = false;
        ReadOnlySpan<byte> table = default;
        for (; images > 0; images--)
        {
            if (!reader.OptionalText(out var isNew, out var name) || (isNew ? hasTable && name.SequenceEqual(table) : !hasTable))
            {
                return false;
            }

            if (isNew)
            {
                hasTable = true;
                table = name;
                draft?.Table(name);
            }

            if (!ReadImage(ref reader, draft))
            {
                return false;
            }
        }

        return true;
    }

    private static bool ReadImage(ref CanonicalReader reader, EntryDraft? draft)
    {
        const byte all = CanonicalEncoding.HasBefore | CanonicalEncoding.HasAfter;
        if (
            !reader.Text(out var key)
            || !reader.Byte(out var which)
            || which > all
            || !ReadHash(ref reader, (which & CanonicalEncoding.HasBefore) != 0, out var before)
            || !ReadHash(ref reader, (which & CanonicalEncoding.HasAfter) != 0, out var after)
        )
        {
            return false;
        }

        draft?.Image(key, before, after);
        return true;
    }

    private static bool ReadHash(ref CanonicalReader reader, bool isPresent, out Hash256? hash)
    {
        hash = null;
        if (isPresent)
        {
            if (!reader.Hash(out var present))
            {
                return false;
            }

            hash = present;
        }

        return true;
    }

    private static bool ToInstant(long seconds, ulong nanoseconds, out Instant at)
    {
        at = Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds((long)nanoseconds);
        return true;
    }

    public static bool IsOutcome(byte outcome) => outcome is (byte)LedgerOutcome.Done or (byte)LedgerOutcome.Refused;
}
