using ComplianceConsole.Domain.Identifiers;
using CsCheck;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Identifiers;

public sealed class BankCardTests
{
    [Theory]
    [InlineData("4000008113989789")]
    [InlineData("4000 0081 1398 9789")]
    [InlineData(" 4000-0081-1398-9789\u00A0")]
    public void A_card_is_shown_as_its_last_four_digits(string text)
    {
        Assert.True(BankCard.TryParse(text, out var card, out _));
        Assert.Equal("4000008113989789", card.Value);
        Assert.Equal("9789", card.LastFour);
        Assert.Equal("•••• 9789", card.Masked);
        Assert.Equal("•••• 9789", $"{card}");
    }

    [Theory]
    [InlineData("4000000000000003", BankCardProblem.WrongCheckDigit)]
    [InlineData("", BankCardProblem.NotACardNumber)]
    [InlineData(null, BankCardProblem.NotACardNumber)]
    [InlineData("40000081139", BankCardProblem.NotACardNumber)]
    [InlineData("40000081139897890000", BankCardProblem.NotACardNumber)]
    [InlineData("4000--0081-1398-9789", BankCardProblem.NotACardNumber)]
    [InlineData("4000-0081-1398-9789-", BankCardProblem.NotACardNumber)]
    [InlineData("-4000008113989789", BankCardProblem.NotACardNumber)]
    [InlineData("4000 0081 1398 978x", BankCardProblem.NotACardNumber)]
    public void Anything_else_is_refused(string? text, BankCardProblem expected)
    {
        Assert.False(BankCard.TryParse(text, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void One_wrong_digit_is_always_caught() =>
        Gen.Select(Gen.Int[0, 15], Gen.Int[1, 9]).Sample((place, shift) =>
        {
            var digits = "4000008113989789".ToCharArray();
            digits[place] = (char)('0' + ((digits[place] - '0' + shift) % 10));
            return !BankCard.TryParse(new string(digits), out _, out var problem) && problem == BankCardProblem.WrongCheckDigit;
        });
}
