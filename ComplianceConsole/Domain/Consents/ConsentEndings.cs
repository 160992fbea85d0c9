using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>The end of the consent of one act for some purposes: what an event records.</summary>
/// <param name="Act">The act.</param>
/// <param name="PolicyVersion">The policy version under which it stood last.</param>
/// <param name="Purposes">The codes of the purposes, in order.</param>
public sealed record ConsentEnding(ConsentAct Act, string PolicyVersion, IReadOnlyList<string> Purposes);

/// <summary>What happens when consents end, known before it is done.</summary>
/// <param name="Kind">How they end.</param>
/// <param name="Endings">The events that record it; one an act.</param>
/// <param name="Lost">The codes of the purposes that were covered and are no longer: their uses stop at once.</param>
/// <param name="After">How every purpose is covered afterwards.</param>
/// <param name="State">How the consent of registration stands afterwards.</param>
/// <param name="EndsRecord">Whether no purpose remains for which the record has to be held, while one did: its destruction is owed. Policy 9.7.</param>
public sealed record ConsentEndPlan(
    ConsentEventKind Kind,
    IReadOnlyList<ConsentEnding> Endings,
    IReadOnlyList<string> Lost,
    PurposeCover After,
    ConsentState State,
    bool EndsRecord);

/// <summary>A term that has run out.</summary>
/// <param name="LastDay">Its last day, which belongs to it.</param>
/// <param name="Plan">What ended with it.</param>
public sealed record ConsentExpiry(LocalDate LastDay, ConsentEndPlan Plan)
{
    /// <summary>The last moment of the term: what is owed then is counted from its last day.</summary>
    public Instant At => AlmatyZone.EndOf(LastDay) - Duration.Epsilon;
}

/// <summary>Decides what ends when consent is withdrawn, its term runs out, or its purpose is achieved. Policy 4.4, 4.5, 9.6, 9.7.</summary>
public static class ConsentEndings
{
    /// <summary>What a withdrawal ends.</summary>
    /// <param name="events">The subject's events of consent.</param>
    /// <param name="register">The purposes of the register.</param>
    /// <param name="withdrawal">The withdrawal.</param>
    /// <param name="now">The present.</param>
    /// <returns>
    /// It; or <see cref="WithdrawalHindered"/> where an unfulfilled obligation or a legal duty to keep stands against any of what is asked
    /// (Law 8(2)), <see cref="NothingToWithdraw"/>, <see cref="InvalidInput"/> where it was received in the future.
    /// </returns>
    public static Result<ConsentEndPlan> Withdraw(
        IReadOnlyCollection<ConsentEvent> events, IReadOnlyCollection<PurposeGround> register, ConsentWithdrawal withdrawal, Instant now)
    {
        if (withdrawal.At > now)
        {
            return new InvalidInput("ReceivedAt", "InFuture");
        }

        var standing = ConsentStanding.Of(events);
        var today = AlmatyZone.DayOf(now);
        var asked = standing.Purposes.Where(consent => withdrawal.Asks(consent.Act, consent.Purpose)).ToList();
        if (asked.Count == 0)
        {
            return new NothingToWithdraw();
        }

        return withdrawal.Hindrance is { } hindrance && asked.Any(consent => hindrance.Concerns(consent.Purpose))
            ? new WithdrawalHindered(hindrance.Ground)
            : Plan(standing, register, ConsentEventKind.Withdrawn, EndingsOf(asked), today, PurposeCover.Of(standing, register, today));
    }

    /// <summary>The first term that has run out and is not recorded yet; null where none is. Policy 4.4.</summary>
    /// <inheritdoc cref="Withdraw"/>
    public static ConsentExpiry? Expire(IReadOnlyCollection<ConsentEvent> events, IReadOnlyCollection<PurposeGround> register, Instant now)
    {
        var standing = ConsentStanding.Of(events);
        var today = AlmatyZone.DayOf(now);
        if (standing.Purposes.Where(consent => !consent.IsInForceOn(today)).Min(consent => consent.Until) is not { } lastDay)
        {
            return null;
        }

        var before = PurposeCover.Of(standing, register, lastDay);
        var endings = EndingsOf(standing.Purposes.Where(consent => consent.Until == lastDay));
        return new ConsentExpiry(lastDay, Plan(standing, register, ConsentEventKind.Expired, endings, lastDay.PlusDays(1), before));
    }

    /// <summary>What ends when purposes are achieved: the consents for them, and the cover of any other ground. Policy 9.7.</summary>
    /// <returns>It; or <see cref="PurposeNotCovered"/> where one of them is not covered now.</returns>
    public static Result<ConsentEndPlan> Achieve(
        IReadOnlyCollection<ConsentEvent> events,
        IReadOnlyCollection<PurposeGround> register,
        IReadOnlyCollection<string> purposes,
        Instant now)
    {
        var standing = ConsentStanding.Of(events);
        var today = AlmatyZone.DayOf(now);
        var before = PurposeCover.Of(standing, register, today);
        if (purposes.FirstOrDefault(purpose => !before.Covers(purpose)) is { } unknown)
        {
            return new PurposeNotCovered(unknown);
        }

        var version = standing.Purposes.MaxBy(consent => consent.Since)?.PolicyVersion ?? "";
        IReadOnlyList<ConsentEnding> endings =
            [new ConsentEnding(ConsentAct.Registration, version, [.. purposes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])];
        return Plan(standing, register, ConsentEventKind.PurposeAchieved, endings, today, before);
    }

    private static IReadOnlyList<ConsentEnding> EndingsOf(IEnumerable<StandingPurpose> ended) =>
    [
        .. ended.GroupBy(consent => consent.Act).OrderBy(act => act.Key).Select(act => new ConsentEnding(
            act.Key,
            act.MaxBy(consent => consent.Since)!.PolicyVersion,
            [.. act.Select(consent => consent.Purpose).Order(StringComparer.Ordinal)])),
    ];

    private static ConsentEndPlan Plan(
        ConsentStanding standing,
        IReadOnlyCollection<PurposeGround> register,
        ConsentEventKind kind,
        IReadOnlyList<ConsentEnding> endings,
        LocalDate day,
        PurposeCover before)
    {
        var left = endings.Aggregate(
            standing,
            (one, ending) => one.After(
                new ConsentEvent(AlmatyZone.StartOf(day), ending.Act, kind, ending.PolicyVersion, Channel.Resource, ending.Purposes, Proof: "")));
        var after = PurposeCover.Of(left, register, day);
        return new ConsentEndPlan(
            kind,
            endings,
            [.. before.Covered.Where(purpose => !after.Covers(purpose))],
            after,
            left.State,
            before.HoldsRecord && !after.HoldsRecord);
    }
}
