using System.Collections.Immutable;
using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>A purpose for which the consent of one act stands.</summary>
/// <param name="Act">The act.</param>
/// <param name="Purpose">The purpose's code.</param>
/// <param name="PolicyVersion">The policy version of the event by which it stands.</param>
/// <param name="Since">When that event happened.</param>
/// <param name="Until">The last day of its term; null where it stands until withdrawn. Policy 4.4.</param>
public sealed record StandingPurpose(ConsentAct Act, string Purpose, string PolicyVersion, Instant Since, LocalDate? Until)
{
    /// <summary>What it says beside its purpose; null where the form of its act says it. Policy 4.3.</summary>
    public ConsentScope? Scope { get; init; }

    /// <summary>Whether its term has not run out on a day.</summary>
    public bool IsInForceOn(LocalDate day) => Until is not { } last || day <= last;
}

/// <summary>
/// What is left of a subject's consents after their events, each act by itself: an act that covers a purpose is not ended by the
/// withdrawal of another. Immutable. Policy 4.3-4.5.
/// </summary>
public sealed class ConsentStanding
{
    private static readonly ConsentStanding s_nothing = new(
        ImmutableSortedDictionary<ConsentAct, ActStanding>.Empty, ImmutableHashSet.Create<string>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<ConsentAct, ActStanding> _acts;
    private readonly ImmutableHashSet<string> _achieved;

    private ConsentStanding(ImmutableSortedDictionary<ConsentAct, ActStanding> acts, ImmutableHashSet<string> achieved) =>
        (_acts, _achieved) = (acts, achieved);

    /// <summary>The purposes for which some consent stands, also one whose term has run out unrecorded.</summary>
    public IEnumerable<StandingPurpose> Purposes => _acts.Values.SelectMany(act => act.Purposes.Values);

    /// <summary>The acts by which a consent stands.</summary>
    public IEnumerable<ConsentAct> Acts => _acts.Where(act => act.Value.Stands).Select(act => act.Key);

    /// <summary>How the consent of registration stands.</summary>
    public ConsentState State =>
        !_acts.TryGetValue(ConsentAct.Registration, out var registration) ? ConsentState.None
        : registration.Stands ? ConsentState.Given
        : registration.EndedBy == ConsentEventKind.Withdrawn ? ConsentState.Withdrawn
        : ConsentState.Expired;

    /// <summary>What stands after the events, in the order they were recorded; in the order they happened where they bear no number.</summary>
    public static ConsentStanding Of(IEnumerable<ConsentEvent> events) =>
        InOrder(events).Aggregate(s_nothing, (standing, consent) => standing.After(consent));

    /// <summary>
    /// Events in the order in which they take effect. A withdrawal ends what was recorded before it, also what was given after the letter
    /// was written: what is stopped in doubt harms nobody.
    /// </summary>
    public static IEnumerable<ConsentEvent> InOrder(IEnumerable<ConsentEvent> events) =>
        events.OrderBy(consent => consent.Sequence).ThenBy(consent => consent.At);

    /// <summary>What stands after one more event.</summary>
    public ConsentStanding After(ConsentEvent consent)
    {
        switch (consent.Kind)
        {
            case ConsentEventKind.Given:
            case ConsentEventKind.Confirmed:
            case ConsentEventKind.Extended:
                return new(_acts.SetItem(consent.Act, ActOf(consent.Act).Grant(consent)), _achieved.Except(consent.Purposes));
            case ConsentEventKind.Withdrawn:
            case ConsentEventKind.Expired:
                return new(_acts.SetItem(consent.Act, ActOf(consent.Act).End(consent)), _achieved);
            case ConsentEventKind.PurposeAchieved:
                return new(
                    _acts.ToImmutableSortedDictionary(act => act.Key, act => act.Value.Stands ? act.Value.End(consent) : act.Value),
                    _achieved.Union(consent.Purposes));
            default:
                return this;
        }
    }

    /// <summary>Whether a purpose was achieved, so that no ground carries it any more. Policy 9.7.</summary>
    public bool IsAchieved(string purpose) => _achieved.Contains(purpose);

    private ActStanding ActOf(ConsentAct act) => _acts.GetValueOrDefault(act, ActStanding.Nothing);

    /// <summary>The purposes of an act that can be extended: those that stand, and those whose term ran out and that were not withdrawn since. Policy 4.4.</summary>
    public IReadOnlyList<StandingPurpose> ExtendableOf(ConsentAct act) =>
        [.. ActOf(act).Purposes.Values.Concat(ActOf(act).Lapsed.Values).OrderBy(consent => consent.Purpose, StringComparer.Ordinal)];

    private sealed record ActStanding(
        bool Stands,
        ConsentEventKind? EndedBy,
        ImmutableSortedDictionary<string, StandingPurpose> Purposes,
        ImmutableSortedDictionary<string, StandingPurpose> Lapsed)
    {
        private static readonly ImmutableSortedDictionary<string, StandingPurpose> s_none =
            ImmutableSortedDictionary.Create<string, StandingPurpose>(StringComparer.Ordinal);

        public static readonly ActStanding Nothing = new(Stands: false, EndedBy: null, s_none, s_none);

        public ActStanding Grant(ConsentEvent consent) =>
            new(
                Stands: true,
                EndedBy: null,
                Purposes.SetItems(
                    consent.Purposes.Select(purpose => KeyValuePair.Create(
                        purpose, new StandingPurpose(consent.Act, purpose, consent.PolicyVersion, consent.At, consent.Until)
                        {
                            Scope = consent.Scope,
                        }))),
                Lapsed.RemoveRange(consent.Purposes));

        // An event that names no purpose ends them all.
        public ActStanding End(ConsentEvent consent)
        {
            var ended = consent.Purposes.Count == 0 ? [.. Purposes.Keys, .. Lapsed.Keys] : consent.Purposes;
            var left = Purposes.RemoveRange(ended);
            var lapsed = consent.Kind == ConsentEventKind.Expired
                ? Lapsed.SetItems(Purposes.Where(purpose => ended.Contains(purpose.Key, StringComparer.Ordinal)))
                : Lapsed.RemoveRange(ended);
            return new(left.Count > 0, left.Count > 0 ? null : consent.Kind, left, lapsed);
        }
    }
}
