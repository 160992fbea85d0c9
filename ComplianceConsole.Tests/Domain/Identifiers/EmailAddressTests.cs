using ComplianceConsole.Domain.Identifiers;
using Xunit;

namespace ComplianceConsole.Tests.Domain.Identifiers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(" aliya.utegenova1@example.kz ", "aliya.utegenova1@example.kz")]
    [InlineData("MADINA.KASSYMOVA25@EXAMPLE.KZ", "madina.kassymova25@example.kz")]
    [InlineData("o'neil+tag@sub.example.co.uk", "o'neil+tag@sub.example.co.uk")]
    [InlineData("әлия@Мысал.ҚАЗ", "әлия@xn--80awbu3c.xn--80ao21a")]
    [InlineData("әлия@xn--80awbu3c.xn--80ao21a", "әлия@xn--80awbu3c.xn--80ao21a")]
    [InlineData("и\u0306@example.kz", "й@example.kz")]
    public void An_address_is_known_by_its_canonical_form(string text, string canonical)
    {
        Assert.True(EmailAddress.TryParse(text, out var address, out var problem));
        Assert.Equal(canonical, address.Canonical);
        Assert.Equal(text.Trim(), address.Value);
        Assert.Equal(EmailAddressProblem.None, problem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-an-address")]
    [InlineData("@example.kz")]
    [InlineData("a@")]
    [InlineData("a@b@example.kz")]
    [InlineData("a b@example.kz")]
    [InlineData("a@exa mple.kz")]
    [InlineData("a@localhost")]
    [InlineData("a@example..kz")]
    [InlineData("a@.example.kz")]
    [InlineData("a@example.kz.")]
    [InlineData("a@-example.kz")]
    [InlineData("a@exa_mple.kz")]
    [InlineData("a@192.168.0.1")]
    [InlineData(".a@example.kz")]
    [InlineData("a.@example.kz")]
    [InlineData("a..b@example.kz")]
    [InlineData("\"a\"@example.kz")]
    [InlineData("a<b>@example.kz")]
    [InlineData("a\u202E@example.kz")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(EmailAddress.TryParse(text, out _, out var problem));
        Assert.Equal(EmailAddressProblem.NotAnAddress, problem);
    }

    [Fact]
    public void Length_has_limits()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@example.kz", out _, out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.kz", out _, out var problem));
        Assert.Equal(EmailAddressProblem.TooLong, problem);
        Assert.False(EmailAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat("example", 40)), out _, out problem));
        Assert.Equal(EmailAddressProblem.TooLong, problem);
    }

    [Fact]
    public void Two_spellings_of_one_address_are_equal()
    {
        Assert.True(EmailAddress.TryParse("A@Example.KZ", out var one, out _));
        Assert.True(EmailAddress.TryParse("a@example.kz", out var other, out _));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void An_address_never_writes_itself_out_in_the_clear()
    {
        Assert.True(EmailAddress.TryParse("aliya@example.kz", out var address, out _));
        Assert.Equal("a•••@example.kz", $"{address}");
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_refused()
    {
        Assert.False(EmailAddress.TryParse("a\uD83D@example.kz", out _, out _));
        Assert.False(EmailAddress.TryParse("a@\uD83Dexample.kz", out _, out _));
    }
}
