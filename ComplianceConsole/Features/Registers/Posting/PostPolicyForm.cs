using System.Globalization;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.SetUp;

namespace ComplianceConsole.Features.Registers.Posting;

/// <summary>What is being typed of a new version of the policy, as the version in force fills it.</summary>
/// <param name="text">The text of the version in force.</param>
/// <param name="catalogue">Its terms.</param>
public sealed class PostPolicyForm(LocalText text, DutyCatalogue catalogue)
{
    public string Code { get; set; } = "";
    public string Posted { get; set; } = "";
    public string TextEn { get; set; } = text.En;
    public string TextRu { get; set; } = text.Ru;
    public string TextKk { get; set; } = text.Kk;

    /// <summary>The terms, one for each duty the policy speaks of.</summary>
    public IReadOnlyList<TermForm> Terms { get; } = [.. PostPolicyRules.Speaking(catalogue).Select(rule => new TermForm(rule))];

    /// <summary>What was typed, as the use case takes it.</summary>
    public PostPolicyCommand ToCommand() =>
        new(
            new PolicyInput(Code, Posted, TextEn, TextRu, TextKk),
            [.. Terms.Select(term => new TermInput(term.Rule.Kind.Code(), term.Count, term.Unit.ToString(), term.Clauses))]);
}

/// <summary>The term of a duty being typed.</summary>
/// <param name="rule">What the version in force says of it.</param>
public sealed class TermForm(DutyRule rule)
{
    /// <summary>What the version in force says of it.</summary>
    public DutyRule Rule { get; } = rule;
    public string Count { get; set; } = rule.PolicyTerm?.Count.ToString(CultureInfo.InvariantCulture) ?? "";
    public TermUnit Unit { get; set; } = rule.PolicyTerm?.Unit ?? TermUnit.WorkingDays;
    public string Clauses { get; set; } = string.Join(", ", rule.Clauses);
}
