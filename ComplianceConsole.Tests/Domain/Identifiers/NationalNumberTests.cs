using ComplianceConsole.Domain.Identifiers;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Identifiers;

public sealed class NationalNumberTests
{
    [Theory]
    [InlineData("240140999018")]
    [InlineData("230651999024")]
    [InlineData(" 221260999038 ")]
    public void A_valid_bin_is_read(string text)
    {
        Assert.True(Bin.TryParse(text, out var bin, out _));
        Assert.True(bin.CheckDigitHolds);
        Assert.Equal(text.Trim(), bin.Value);
    }

    [Theory]
    [InlineData("850315399018")]
    [InlineData("901231499022")]
    [InlineData("900101390307")]
    public void A_valid_iin_is_read(string text)
    {
        Assert.True(Iin.TryParse(text, out var iin, out _));
        Assert.True(iin.CheckDigitHolds);
    }

    [Fact]
    public void Any_other_last_digit_is_kept_but_does_not_hold()
    {
        for (var digit = '0'; digit <= '9'; digit++)
        {
            Assert.True(Bin.TryParse("24014099901" + digit, out var bin, out _));
            Assert.Equal(digit == '8', bin.CheckDigitHolds);
        }
    }

    [Fact]
    public void Where_both_passes_give_ten_no_last_digit_holds()
    {
        var without = Enumerable.Range(0, 100_000)
            .Select(number => number.ToString("D11", System.Globalization.CultureInfo.InvariantCulture))
            .First(eleven => Enumerable.Range(0, 10).All(digit => !CheckHolds(eleven + digit)));
        Assert.Equal(10, Sum(without, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11);
        Assert.Equal(10, Sum(without, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("24014099901")]
    [InlineData("2401409990181")]
    [InlineData("24014099901A")]
    [InlineData("２４０１４０９９９０１８")]
    [InlineData("2401 4099 9018")]
    public void Anything_but_twelve_digits_is_refused(string? text)
    {
        Assert.False(Bin.TryParse(text, out _, out var problem));
        Assert.Equal(NationalNumberProblem.NotTwelveDigits, problem);
        Assert.False(Iin.TryParse(text, out _, out _));
    }

    [Fact]
    public void Neither_writes_itself_out_in_the_clear()
    {
        Assert.True(Bin.TryParse("240140999018", out var bin, out _));
        Assert.Equal("•••18", $"{bin}");
        Assert.True(Iin.TryParse("850315399018", out var iin, out _));
        Assert.Equal("•••18", $"{iin}");
    }

    private static bool CheckHolds(string digits) => Bin.TryParse(digits, out var bin, out _) && bin.CheckDigitHolds;

    private static int Sum(string digits, int[] weights) => digits.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum();
}
