using ComplianceConsole.Ledger;
using CsCheck;
using Xunit;

namespace ComplianceConsole.Tests.Ledger;

public class CanonicalEncodingTests
{
    [Fact]
    public void Any_entry_comes_back_as_it_was() =>
        LedgerSamples.Entry.Sample(
            entry =>
            {
                var bytes = CanonicalEncoding.Encode(entry);
                Assert.Equal(entry, CanonicalEncoding.Decode(bytes));
                Assert.True(CanonicalEncoding.IsCanonical(bytes, out var index));
                Assert.Equal(entry.Index, index);
            },
            iter: 2000
        );

    [Fact]
    public void Changed_bytes_are_refused_or_are_the_one_form_of_another_entry() =>
        Gen.Select(LedgerSamples.Entry, Gen.Int[0, 1 << 20], Gen.Byte[1, 255])
            .Sample(
                (entry, at, change) =>
                {
                    var bytes = CanonicalEncoding.Encode(entry);
                    bytes[at % bytes.Length] ^= change;
                    var readable = CanonicalEncoding.TryDecode(bytes, out var other);
                    Assert.Equal(readable, CanonicalEncoding.IsCanonical(bytes, out _));
                    if (readable)
                    {
                        Assert.NotEqual(entry, other);
                        Assert.Equal(bytes, CanonicalEncoding.Encode(other!));
                    }
                },
                iter: 5000
            );

    [Fact]
    public void Every_cut_and_every_byte_more_is_refused()
    {
        var bytes = CanonicalEncoding.Encode(LedgerSamples.Plausible(8));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(CanonicalEncoding.TryDecode(bytes.AsSpan(0, length), out _));
        }

        Assert.False(CanonicalEncoding.TryDecode([.. bytes, 0], out _));
        Assert.Throws<FormatException>(() => CanonicalEncoding.Decode([.. bytes, 0]));
    }

    [Fact]
    public void A_number_has_one_spelling()
    {
        var bytes = CanonicalEncoding.Encode(LedgerSamples.Plausible(8));
        Assert.Equal(8, bytes[1]);
        byte[] longer = [bytes[0], 0x88, 0x00, .. bytes.AsSpan(2)];
        Assert.False(CanonicalEncoding.TryDecode(longer, out _));
        byte[] tooLarge = [bytes[0], .. Enumerable.Repeat((byte)0xFF, 9), 0x7F, .. bytes.AsSpan(2)];
        Assert.False(CanonicalEncoding.TryDecode(tooLarge, out _));
    }

    [Fact]
    public void The_first_version_stays_as_it_is() =>
        Assert.Equal(
            "0108a0fdd29a0db8e8da0408706572736f6e2d330b442e204578616d706c650964706f2c7374616666"
                + "037573650c7375626a6563742e72656164021012"
                + "046c617704382e3201a001"
                + "01017b9980a17c6da19813a22a3607d03a73cae33ce64c292f85ca99471a415530e4",
            Convert.ToHexStringLower(CanonicalEncoding.Encode(LedgerSamples.Plausible(8)))
        );

    [Fact]
    public void What_is_no_entry_is_not_encoded()
    {
        var entry = LedgerSamples.Plausible(1);
        Assert.Throws<ArgumentException>(() => CanonicalEncoding.Encode(entry with { Index = -1 }));
        Assert.Throws<ArgumentException>(() => CanonicalEncoding.Encode(entry with { Outcome = default }));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalEncoding.Encode(entry with { ActorId = "\ud83d" }));
    }
}
