using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>An extension of the consent of one act as it came in. Policy 4.4.</summary>
public sealed record ConsentExtension
{
    /// <summary>The act.</summary>
    public required ConsentAct Act { get; init; }

    /// <summary>The new last day; null where it is to stand until withdrawn.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>How it came.</summary>
    public required Channel Channel { get; init; }

    /// <summary>When it was received.</summary>
    public required Instant At { get; init; }

    /// <summary>The key's number of the request that brought it; null where none did.</summary>
    public long? RequestId { get; init; }

    /// <summary>What proves it: names the document; sealed with the event.</summary>
    public string Proof { get; init; } = "";

    /// <summary>Not what proves it, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(ConsentExtension);
}

/// <summary>Decides what an extension makes of a consent. Policy 4.4.</summary>
public static class ConsentExtensions
{
    /// <summary>The event that records it: for every purpose of the act that stands or ran out, never for one that was withdrawn.</summary>
    /// <returns>
    /// It; or <see cref="NothingToExtend"/>, <see cref="InvalidInput"/> where the new last day has passed or is no later than the present
    /// one, or where it was received in the future or before the consent.
    /// </returns>
    public static Result<ConsentEvent> Extend(IReadOnlyCollection<ConsentEvent> events, ConsentExtension extension, Instant now)
    {
        var extended = ConsentStanding.Of(events).ExtendableOf(extension.Act);
        if (extended.Count == 0)
        {
            return new NothingToExtend();
        }

        // One that has no end in any of its purposes cannot be made to stand longer.
        var since = extended.Min(consent => consent.Since);
        LocalDate? lastDay = extended.All(consent => consent.Until is not null) ? extended.Max(consent => consent.Until) : null;
        return extension.At > now ? new InvalidInput("ReceivedAt", "InFuture")
            : extension.At < since ? new InvalidInput("ReceivedAt", "TooEarly", AlmatyZone.DayOf(since))
            : extension.Until is { } past && past < AlmatyZone.DayOf(now) ? new InvalidInput("Until", "InPast")
            : extension.Until is { } until && (lastDay is null || until <= lastDay) ? new InvalidInput("Until", "NotLonger")
            : extended.All(consent => consent.Until is null) ? new InvalidInput("Act", "NotLonger")
            : new ConsentEvent(
                extension.At,
                extension.Act,
                ConsentEventKind.Extended,
                extended.MaxBy(consent => consent.Since)!.PolicyVersion,
                extension.Channel,
                [.. extended.Select(consent => consent.Purpose)],
                extension.Proof)
            {
                Until = extension.Until,
                RequestId = extension.RequestId,
            };
    }
}
