using System.Text.RegularExpressions;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Registers.Template;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Registers;

public sealed class PolicyTemplateTests
{
    private static readonly PolicyTemplate Template = PolicyTemplate.Load();

    [Fact]
    public void It_names_the_six_grounds_the_six_purposes_and_every_field()
    {
        Assert.Equal(6, Template.Grounds.Count);
        Assert.Equal(["3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.5", "3.2.6"], Template.Purposes.Select(purpose => purpose.Code), StringComparer.Ordinal);
        Assert.Equal(FieldCode.All, Template.Fields.Select(field => field.Code), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_purpose_rests_on_a_ground_and_every_field_on_purposes_that_exist()
    {
        Assert.All(Template.Purposes, purpose => Assert.Contains(purpose.Ground, Template.Grounds.Select(ground => ground.Code), StringComparer.Ordinal));
        Assert.All(
            Template.Fields,
            field => Assert.All(field.Purposes, code => Assert.Contains(code, Template.Purposes.Select(purpose => purpose.Code), StringComparer.Ordinal)));
        Assert.Equal([FieldCode.BankCardNumber], Template.Fields.Where(field => field.Purposes.Count == 0).Select(field => field.Code), StringComparer.Ordinal);
    }

    [Fact]
    public void Every_text_is_written_in_three_languages()
    {
        var texts = Template.Grounds.Select(ground => ground.Title)
            .Concat(Template.Purposes.Select(purpose => purpose.Title))
            .Concat(Template.Fields.Select(field => field.Period))
            .Concat(Template.Versions.Select(version => version.Text));
        Assert.All(
            texts,
            text =>
            {
                Assert.Equal(3, new[] { text.En, text.Ru, text.Kk }.Distinct(StringComparer.Ordinal).Count());
                Assert.All(new[] { text.En, text.Ru, text.Kk }, one => Assert.False(string.IsNullOrWhiteSpace(one)));
                Assert.DoesNotMatch("[А-яӘ-ә]", text.En);
            });
    }

    [Fact]
    public void The_versions_have_the_same_clauses_in_three_languages_and_differ_from_each_other()
    {
        Assert.Equal(["2023-01", "2024-06", "2025-03"], Template.Versions.Select(version => version.Code), StringComparer.Ordinal);
        Assert.Equal(Template.Versions.OrderBy(version => version.Posted), Template.Versions);
        foreach (var version in Template.Versions)
        {
            Assert.Equal(Numbers(version.Text.En), Numbers(version.Text.Ru), StringComparer.Ordinal);
            Assert.Equal(Numbers(version.Text.En), Numbers(version.Text.Kk), StringComparer.Ordinal);
            Assert.Superset(
                Enumerable.Range(1, 10).Select(section => section + ".").Append("9.8.").Append("19)").ToHashSet(StringComparer.Ordinal),
                Numbers(version.Text.En).ToHashSet(StringComparer.Ordinal));
        }

        Assert.Equal(3, Template.Versions.Select(version => version.Text).Distinct().Count());
    }

    [Fact]
    public void The_demonstration_leaves_no_place_empty()
    {
        var content = Demonstration.Load(Instant.FromUtc(2026, 11, 20, 6, 0));

        Assert.True(content.Organisation.IsDemo);
        Assert.True(Bin.TryParse(content.Organisation.Bin, out _, out _));
        Assert.All(content.Versions, version => Assert.DoesNotMatch("[{}]", version.Text.En + version.Text.Ru + version.Text.Kk));
        Assert.Contains(content.Organisation.Address.Kk, content.Versions[^1].Text.Kk, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_website_the_text_names_the_domain_of_the_address()
    {
        var name = new LocalText("A", "Б", "Ә");

        var filled = PolicyTemplate.Fill(new LocalText("{organisation} {website}", "{website}", "{website}"), name, name, "dpo@example.kz", null);

        Assert.Equal("A example.kz", filled.En);
    }

    private static List<string> Numbers(string text) =>
        [.. text.Split('\n').Select(line => Regex.Match(line, @"^(\d+(\.\d+)*\.|\d+\))(?= )", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Value)];
}
