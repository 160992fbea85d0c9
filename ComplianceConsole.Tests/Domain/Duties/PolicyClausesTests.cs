using ComplianceConsole.Domain.Duties;

namespace ComplianceConsole.Tests.Domain.Duties;

public sealed class PolicyClausesTests
{
    private const string Text = "Policy\n9. Access\n9.1. We disclose within 15 days.\n9.6. We stop:\n1) on unlawful processing;\n2) on withdrawal.\n9.60. Another.\n10. Changes";

    [Theory]
    [InlineData("9.1", "We disclose within 15 days.")]
    [InlineData("9.6", "We stop:\n1) on unlawful processing;\n2) on withdrawal.")]
    [InlineData("9.60", "Another.")]
    [InlineData("9.7", null)]
    [InlineData("1", null)]
    public void A_clause_is_found_with_its_items(string clause, string? words) => Assert.Equal(words, PolicyClauses.Find(Text, clause));
}
