using System.Diagnostics.CodeAnalysis;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Domain.Duties;

/// <summary>A duty whose clock runs: its rule, what set it going, and when it is due by the policy and by the law.</summary>
public sealed class Duty
{
    private Duty(DutyRule rule, Deadline? policy, Deadline? law, Deadline leading) =>
        (Rule, Policy, Law, Leading) = (rule, policy, law, leading);

    /// <summary>What policy and law say of it.</summary>
    public DutyRule Rule { get; }

    /// <summary>The kind of duty.</summary>
    public DutyKind Kind => Rule.Kind;

    /// <summary>The deadline of the policy's term, where there is one.</summary>
    public Deadline? Policy { get; }

    /// <summary>The deadline of the law's term, where there is one.</summary>
    public Deadline? Law { get; }

    /// <summary>
    /// The earlier of the two, by which the duty is judged; the policy's where they are the same. What the policy wants at once aims at the
    /// trigger's own day, and the law's term is its last moment. Policy 4.5, 9.6.
    /// </summary>
    public Deadline Leading { get; }

    /// <summary>Whether the due day is that of the law's term.</summary>
    public bool LawLeads => Policy is null || Law?.DueDay < Policy.DueDay;

    /// <summary>The deadline that runs beside the leading one and ends on a later day; <c>null</c> where there is none.</summary>
    public Deadline? Beside => Policy is null || Law is null || Policy.DueDay == Law.DueDay ? null : LawLeads ? Policy : Law;

    /// <summary>Sets the clock of a duty going at <paramref name="trigger"/>.</summary>
    /// <exception cref="ArgumentException">The rule runs from a missed day: use <see cref="StartFromMissedDay"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dates are beyond what <see cref="Deadline"/> can count.</exception>
    public static Duty Start(DutyRule rule, Instant trigger, WorkingCalendar calendar) =>
        Of(Expect(rule, fromMissedDay: false), term => Deadline.Compute(trigger, term, calendar));

    /// <summary>Sets the clock of a duty going that runs from a missed due day. Policy 9.8.</summary>
    /// <exception cref="ArgumentException">The rule runs from an instant: use <see cref="Start"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dates are beyond what <see cref="Deadline"/> can count.</exception>
    public static Duty StartFromMissedDay(DutyRule rule, LocalDate missedDueDay, WorkingCalendar calendar) =>
        Of(Expect(rule, fromMissedDay: true), term => Deadline.ComputeFromDay(missedDueDay, term, calendar));

    /// <summary>As <see cref="Start"/>, for a trigger that comes from outside.</summary>
    /// <exception cref="ArgumentException">The rule runs from a missed day.</exception>
    public static bool TryStart(
        DutyRule rule,
        Instant trigger,
        WorkingCalendar calendar,
        [NotNullWhen(true)] out Duty? duty,
        out DeadlineProblem problem)
    {
        var found = DeadlineProblem.None;
        var countable = new[] { rule.PolicyTerm, rule.LawTerm }
            .OfType<Term>()
            .All(term => Deadline.TryCompute(trigger, term, calendar, out _, out found));
        problem = found;
        duty = countable ? Start(rule, trigger, calendar) : null;
        return duty is not null;
    }

    /// <summary>
    /// The duty that follows when this one, a destruction, is missed: the data is blocked and destroyed within the term of 9.8, which
    /// runs from the missed due day. <c>null</c> for a duty that has no such successor.
    /// </summary>
    public Duty? AfterMissing(DutyCatalogue catalogue, WorkingCalendar calendar) =>
        Kind is DutyKind.DestroyOnEvidence or DutyKind.DestroyAfterPurpose
            ? StartFromMissedDay(catalogue[DutyKind.DestroyBlocked], Leading.DueDay, calendar)
            : null;

    private static Duty Of(DutyRule rule, Func<Term, Deadline> compute)
    {
        var policy = rule.PolicyTerm is { } policyTerm ? compute(policyTerm) : null;
        var law = rule.LawTerm is { } lawTerm ? compute(lawTerm) : null;
        var leading = policy is null || law?.DueDay < policy.DueDay ? law : policy;
        leading = rule.IsAtOnce ? leading?.AimedAtOnce() : leading;
        return new Duty(rule, policy, law, leading ?? throw new ArgumentException($"The rule of {rule.Kind} has no term.", nameof(rule)));
    }

    private static DutyRule Expect(DutyRule rule, bool fromMissedDay) =>
        rule.Trigger == DutyTrigger.DestructionMissed == fromMissedDay
            ? rule
            : throw new ArgumentException($"The clock of {rule.Kind} runs from {rule.Trigger}.", nameof(rule));
}
