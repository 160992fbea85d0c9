using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Tests.Domain.Subjects;

public sealed class FieldRulesTests
{
    [Theory]
    [InlineData(FieldCode.LastName, " Ермеков\u200b ", "Ермеков")]
    [InlineData(FieldCode.FirstName, "И\u0306лмаз", "Йлмаз")]
    [InlineData(FieldCode.Phone, "8 (775) 000-15-42", "+77750001542")]
    [InlineData(FieldCode.Email, " A.Ermekova@Example.kz ", "A.Ermekova@Example.kz")]
    [InlineData(FieldCode.Bin, "240140999018", "240140999018")]
    [InlineData(FieldCode.BankCardNumber, "4000 0070 7076 8988", "4000007070768988")]
    [InlineData(FieldCode.UserType, "it-company", "it-company")]
    [InlineData(FieldCode.Activity, "=1+1 <b>", "=1+1 <b>")]
    public void A_value_is_kept_in_one_form(string field, string written, string kept)
    {
        var read = FieldRules.Read(field, written);

        Assert.Equal(FieldProblem.None, read.Problem);
        Assert.Equal(FieldWarnings.None, read.Warnings);
        Assert.Equal(kept, read.Value);
    }

    [Theory]
    [InlineData(FieldCode.LastName, " \u200b", FieldProblem.Required)]
    [InlineData(FieldCode.Email, "", FieldProblem.Required)]
    [InlineData(FieldCode.Email, "nobody", FieldProblem.Email)]
    [InlineData(FieldCode.Phone, "123", FieldProblem.Phone)]
    [InlineData(FieldCode.Bin, "24014099901X", FieldProblem.Bin)]
    [InlineData(FieldCode.BankCardNumber, "4000007070768989", FieldProblem.Card)]
    [InlineData(FieldCode.UserType, "ministry", FieldProblem.Unknown)]
    public void A_text_that_cannot_be_kept_says_why(string field, string written, FieldProblem problem)
    {
        var read = FieldRules.Read(field, written);

        Assert.Equal(problem, read.Problem);
        Assert.Null(read.Value);
    }

    [Theory]
    [InlineData(FieldCode.Phone)]
    [InlineData(FieldCode.Website)]
    [InlineData(FieldCode.BankCardNumber)]
    public void Nothing_written_is_nothing_held(string field)
    {
        Assert.Equal(default, FieldRules.Read(field, "  "));
        Assert.Equal(default, FieldRules.Read(field, null));
    }

    [Fact]
    public void A_wrong_check_digit_and_a_control_are_worth_a_warning()
    {
        Assert.Equal(FieldWarnings.CheckDigit, FieldRules.Read(FieldCode.Bin, "240140999011").Warnings);
        var controls = FieldRules.Read(FieldCode.Organization, "Nomad\u202e Data");
        Assert.Equal(("Nomad Data", FieldWarnings.ControlsRemoved), (controls.Value, controls.Warnings));
    }

    [Fact]
    public void Lengths_are_counted_as_people_count()
    {
        Assert.Equal(FieldProblem.None, FieldRules.Read(FieldCode.Activity, new string('a', 4_000)).Problem);
        Assert.Equal(FieldProblem.TooLong, FieldRules.Read(FieldCode.Activity, new string('a', 4_001)).Problem);
        Assert.Equal(FieldProblem.TooLong, FieldRules.Read(FieldCode.Post, new string('a', 201)).Problem);
        Assert.Equal(FieldProblem.None, FieldRules.Read(FieldCode.Post, string.Concat(Enumerable.Repeat("😀", 200))).Problem);
    }
}
