using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Tests.Domain.Subjects;

public sealed class ProfileMaskingTests
{
    [Theory]
    [InlineData(FieldCode.Email, "aliya@example.kz", "a•••@example.kz")]
    [InlineData(FieldCode.Email, "a@example.kz", "•••@example.kz")]
    [InlineData(FieldCode.Email, "😀@example.kz", "•••@example.kz")]
    [InlineData(FieldCode.Email, "😀b@example.kz", "😀•••@example.kz")]
    [InlineData(FieldCode.Email, "no address", "•••")]
    [InlineData(FieldCode.Phone, "+77710004717", "+7 ••• ••• 47 17")]
    [InlineData(FieldCode.Phone, "+2901234", "•••")]
    [InlineData(FieldCode.BankCardNumber, "4000007070768988", "•••")]
    [InlineData(FieldCode.Bin, "240140999018", "•••")]
    [InlineData(FieldCode.ExternalId, "u-1", "•••")]
    [InlineData("a field to come", "x", "•••")]
    public void Staff_see_contacts_masked(string code, string value, string shown) =>
        Assert.Equal(shown, ProfileMasking.Mask(Clearance.Masked, code, value));

    [Theory]
    [InlineData("4000007070768988", "•••• 8988")]
    [InlineData("8988", "•••")]
    [InlineData("12345", "•••")]
    public void A_card_is_never_more_than_its_last_four_digits(string value, string shown) =>
        Assert.Equal(shown, ProfileMasking.Mask(Clearance.Full, FieldCode.BankCardNumber, value));

    [Fact]
    public void Without_clearance_nothing_is_shown_not_even_which_fields_are_held()
    {
        var profile = Profile.Empty.With(FieldCode.LastName, "Ermekova", FieldSource.Registration, Instant.MinValue);

        Assert.Empty(ProfileMasking.For(Clearance.None, profile).Fields);
    }

    [Fact]
    public void What_holds_personal_values_does_not_write_them_out()
    {
        var profile = Profile.Empty.With(FieldCode.LastName, "Ermekova", FieldSource.Registration, Instant.MinValue);
        object[] holders =
        [
            profile,
            profile.Fields[FieldCode.LastName],
            new FieldChange(FieldCode.LastName, "Ermekova", "Ermekova"),
            new ProfileChange([new FieldChange(FieldCode.LastName, "Ermekova", "Ermekova")]),
            new Evidence(EvidenceKind.Letter, "Ermekova", WordOf.Subject, "Ermekova.pdf", null),
            new RequestDetails("Ermekova", "Ermekova", "Ermekova", new Representation("Ermekova", "Ermekova", null)),
            new Representation("Ermekova", "Ermekova", null),
        ];

        Assert.All(holders, holder => Assert.DoesNotContain("Ermekova", holder.ToString(), StringComparison.Ordinal));
    }
}
