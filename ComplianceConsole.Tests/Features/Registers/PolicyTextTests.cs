using ComplianceConsole.Features.Registers.Reading;

namespace ComplianceConsole.Tests.Features.Registers;

public sealed class PolicyTextTests
{
    private const string Older = "Policy\n2. Words\n2.1. Here:\n1) data: all;\n7) blocking: a pause;\n9. Rights\n9.1. Within 15 days.\nIt is free.";
    private const string Newer = "Policy\n2. Words\n2.1. Here:\n1) data: all;\n7) blocking: a stop;\n9. Rights\n9.1. Within 15 days.\n9.2. It is free.";

    [Fact]
    public void A_line_is_cited_by_its_clause()
    {
        var lines = PolicyText.Read(Older);

        Assert.Equal(
            ["", "2", "2.1", "2.1(1)", "2.1(7)", "9", "9.1", "9.1"],
            lines.Select(line => line.Clause),
            StringComparer.Ordinal);
        Assert.Equal("c-2.1-7", lines[4].Anchor);
        Assert.Equal("7)", lines[4].Number);
        Assert.Equal("blocking: a pause;", lines[4].Text);
        Assert.Equal(PolicyLineKind.Plain, lines[^1].Kind);
        Assert.Null(lines[^1].Anchor);
    }

    [Fact]
    public void A_year_at_the_beginning_of_a_line_is_no_clause() =>
        Assert.Equal(PolicyLineKind.Plain, PolicyText.Read("Policy\n2013. The law")[1].Kind);

    [Fact]
    public void Versions_differ_in_what_was_reworded_added_and_removed()
    {
        var compared = PolicyDifference.Compare(PolicyText.Read(Older), PolicyText.Read(Newer));

        Assert.Equal(
            [("2.1(7)", LineChange.Changed, "blocking: a pause;"), ("9.2", LineChange.Added, null), ("9.1", LineChange.Removed, null)],
            compared.Where(line => line.Change != LineChange.Same).Select(line => (line.Line.Clause, line.Change, line.Before)).OrderBy(line => line.Change == LineChange.Removed).ThenBy(line => line.Clause, StringComparer.Ordinal));
        Assert.Equal(8, compared.Count(line => line.Change != LineChange.Removed));
    }

    [Fact]
    public void A_version_does_not_differ_from_itself()
    {
        var lines = PolicyText.Read(Older);

        Assert.All(PolicyDifference.Compare(lines, lines), line => Assert.Equal(LineChange.Same, line.Change));
    }
}
