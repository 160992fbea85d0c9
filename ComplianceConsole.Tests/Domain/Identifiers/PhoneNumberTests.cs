using ComplianceConsole.Domain.Identifiers;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Identifiers;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("87750001542", "+77750001542")]
    [InlineData("+77750001542", "+77750001542")]
    [InlineData("+7 (771) 000-47-17", "+77710004717")]
    [InlineData("8 (7172) 55-01-23", "+77172550123")]
    [InlineData("8\u00A0747\u2011000\u20110078", "+77470000078")]
    [InlineData("7750001542", "+77750001542")]
    [InlineData("77750001542", "+77750001542")]
    [InlineData("+49 30 901820", "+4930901820")]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    [InlineData("+996 555 123456", "+996555123456")]
    public void Numbers_become_e164(string text, string expected)
    {
        Assert.True(PhoneNumber.TryParse(text, out var phone, out var problem));
        Assert.Equal(expected, phone.Value);
        Assert.Equal(PhoneNumberProblem.None, problem);
    }

    [Theory]
    [InlineData("12345", PhoneNumberProblem.TooShort)]
    [InlineData("550123", PhoneNumberProblem.TooShort)]
    [InlineData("+7 771 000", PhoneNumberProblem.TooShort)]
    [InlineData("+7 771 000 47 17 99 88 77 66", PhoneNumberProblem.TooLong)]
    [InlineData("", PhoneNumberProblem.NotAPhoneNumber)]
    [InlineData(null, PhoneNumberProblem.NotAPhoneNumber)]
    [InlineData("none", PhoneNumberProblem.NotAPhoneNumber)]
    [InlineData("+7 771 CALL-ME", PhoneNumberProblem.NotAPhoneNumber)]
    [InlineData("+999 1234567", PhoneNumberProblem.NotAPhoneNumber)]
    [InlineData("()-", PhoneNumberProblem.NotAPhoneNumber)]
    [InlineData("8775000154287750001542877500015428775000154287750001542", PhoneNumberProblem.NotAPhoneNumber)]
    public void Anything_else_is_refused(string? text, PhoneNumberProblem expected)
    {
        Assert.False(PhoneNumber.TryParse(text, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_number_never_writes_itself_out_in_the_clear()
    {
        Assert.True(PhoneNumber.TryParse("+77710004717", out var phone, out _));
        Assert.Equal("+7 ••• ••• 47 17", $"{phone}");
    }
}
