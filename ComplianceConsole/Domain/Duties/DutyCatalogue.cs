using System.Collections.Frozen;
using System.Collections.Immutable;
using ComplianceConsole.Domain.Time;

namespace ComplianceConsole.Domain.Duties;

/// <summary>
/// The rule of every kind of duty. The terms are an organisation's own data: <see cref="OfThePolicy"/> is what a new one starts with.
/// Immutable: a change makes a new catalogue.
/// </summary>
public sealed class DutyCatalogue
{
    private readonly FrozenDictionary<DutyKind, DutyRule> _rules;

    private DutyCatalogue(IEnumerable<DutyRule> rules)
    {
        Rules = [.. rules.OrderBy(rule => rule.Kind)];
        _rules = Rules.ToFrozenDictionary(rule => rule.Kind);
    }

    /// <summary>The rules that the policy's template and Law No. 94-V set.</summary>
    public static DutyCatalogue OfThePolicy { get; } = new(
    [
        new DutyRule
        {
            Kind = DutyKind.Disclose,
            Clauses = ["9.1"],
            PolicyTerm = Term.Days(15),
            Trigger = DutyTrigger.RequestReceived,
            Ending = DutyEnding.ReportedOrRefused,
        },
        new DutyRule
        {
            Kind = DutyKind.Correct,
            Clauses = ["9.3"],
            PolicyTerm = Term.WorkingDays(1),
            LawArticle = "25",
            LawTerm = Term.WorkingDays(1),
            Trigger = DutyTrigger.EvidenceReceived,
            Ending = DutyEnding.ChangedAndNotified,
        },
        new DutyRule
        {
            Kind = DutyKind.DestroyOnEvidence,
            Clauses = ["9.4"],
            PolicyTerm = Term.WorkingDays(1),
            Trigger = DutyTrigger.EvidenceReceived,
            Ending = DutyEnding.DestroyedAndNotified,
        },
        new DutyRule
        {
            Kind = DutyKind.BlockOnComplaint,
            Clauses = [],
            LawArticle = "25",
            LawTerm = Term.WorkingDays(1),
            Trigger = DutyTrigger.ViolationReported,
            Ending = DutyEnding.Blocked,
        },
        new DutyRule
        {
            Kind = DutyKind.StopUnlawfulProcessing,
            Clauses = ["9.6"],
            PolicyTerm = Term.WorkingDays(3),
            Trigger = DutyTrigger.UnlawfulProcessingDetected,
            Ending = DutyEnding.BlockedOrStopped,
        },
        new DutyRule
        {
            Kind = DutyKind.AnswerWithdrawal,
            Clauses = ["4.5", "9.6"],
            LawArticle = "8(7)",
            LawTerm = Term.WorkingDays(15),
            IsAtOnce = true,
            Trigger = DutyTrigger.WithdrawalReceived,
            Ending = DutyEnding.StoppedOrRefused,
        },
        new DutyRule
        {
            Kind = DutyKind.DestroyAfterPurpose,
            Clauses = ["9.7"],
            PolicyTerm = Term.Days(15),
            Trigger = DutyTrigger.PurposeEnded,
            Ending = DutyEnding.DestroyedOrDepersonalised,
        },
        new DutyRule
        {
            Kind = DutyKind.DestroyBlocked,
            Clauses = ["9.8"],
            PolicyTerm = Term.Months(6),
            Trigger = DutyTrigger.DestructionMissed,
            Ending = DutyEnding.Destroyed,
        },
        new DutyRule
        {
            Kind = DutyKind.ReportBreach,
            Clauses = [],
            LawArticle = "25",
            LawTerm = Term.WorkingDays(1),
            Trigger = DutyTrigger.BreachDetected,
            Ending = DutyEnding.AuthorisedBodyNotified,
        },
        new DutyRule
        {
            Kind = DutyKind.ReleaseUnconfirmed,
            Clauses = [],
            LawArticle = "25",
            LawTerm = Term.WorkingDays(1),
            Trigger = DutyTrigger.ComplaintNotConfirmed,
            Ending = DutyEnding.Released,
        },
    ]);

    /// <summary>Every rule, one a kind, in the order of <see cref="DutyKind"/>.</summary>
    public ImmutableArray<DutyRule> Rules { get; }

    /// <summary>The rule of <paramref name="kind"/>.</summary>
    public DutyRule this[DutyKind kind] => _rules[kind];

    /// <summary>The same catalogue with another policy term for <paramref name="kind"/>; the law's term is not an organisation's to change.</summary>
    /// <exception cref="ArgumentException">The kind has no term of the policy.</exception>
    public DutyCatalogue WithPolicyTerm(DutyKind kind, Term term) =>
        this[kind].PolicyTerm is null
            ? throw new ArgumentException($"The policy sets no term for {kind}.", nameof(kind))
            : new DutyCatalogue(Rules.Select(rule => rule.Kind == kind ? rule with { PolicyTerm = term } : rule));

    /// <summary>The same catalogue with the terms that a version of the policy sets; what it leaves unsaid stays. Policy 10.</summary>
    public DutyCatalogue With(IEnumerable<DutyTerm> terms)
    {
        var set = terms.ToDictionary(term => term.Kind);
        return set.Count == 0
            ? this
            : new DutyCatalogue(Rules.Select(rule =>
                set.TryGetValue(rule.Kind, out var term) ? rule with { PolicyTerm = term.Term, Clauses = term.Clauses, IsAtOnce = term.Term is null } : rule));
    }
}
