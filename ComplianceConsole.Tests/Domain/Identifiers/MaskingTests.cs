using ComplianceConsole.Domain.Identifiers;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Identifiers;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("+77710004717", "+7 ••• ••• 47 17")]
    [InlineData("+4930901820", "+49 ••• ••• 18 20")]
    [InlineData("+2901234", "•••")]
    [InlineData("no phone", "•••")]
    [InlineData(null, "•••")]
    public void A_phone_keeps_its_calling_code_and_four_digits(string? text, string masked) => Assert.Equal(masked, Masking.Phone(text));

    [Theory]
    [InlineData("aliya@example.kz", "a•••@example.kz")]
    [InlineData("әлия@example.kz", "ә•••@example.kz")]
    [InlineData("a@example.kz", "•••@example.kz")]
    [InlineData("😀@example.kz", "•••@example.kz")]
    [InlineData("@example.kz", "•••")]
    [InlineData("not-an-address", "•••")]
    [InlineData(null, "•••")]
    public void An_address_keeps_its_first_letter_and_domain(string? text, string masked) => Assert.Equal(masked, Masking.Email(text));

    [Fact]
    public void An_address_that_starts_with_half_a_letter_is_hidden() => Assert.Equal("•••", Masking.Email("\uD83Da@example.kz"));

    [Theory]
    [InlineData("240140999018", "•••18")]
    [InlineData("1234", "•••")]
    [InlineData(null, "•••")]
    public void A_number_keeps_two_digits(string? digits, string masked) => Assert.Equal(masked, Masking.Digits(digits));
}
