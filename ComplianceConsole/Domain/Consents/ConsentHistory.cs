using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>Derives from the history how the consent of registration stands and when there was none.</summary>
public static class ConsentHistory
{
    /// <summary>The state of the consent of registration after the events.</summary>
    public static ConsentState StateOf(IReadOnlyCollection<ConsentEvent> events)
    {
        // Where nothing ended anything, as with whoever registers, no order is to be looked at.
        foreach (var consent in events)
        {
            if (consent.Kind is not (ConsentEventKind.Given or ConsentEventKind.Confirmed or ConsentEventKind.Extended))
            {
                return ConsentStanding.Of(events).State;
            }
        }

        return events.Any(consent => consent.Act == ConsentAct.Registration) ? ConsentState.Given : ConsentState.None;
    }

    /// <summary>
    /// The stretches in which the consent of registration, once given, did not stand for anything: from withdrawal or expiry to the next
    /// consent, the last one open where none has followed.
    /// </summary>
    public static IReadOnlyList<ConsentGap> GapsOf(IEnumerable<ConsentEvent> events)
    {
        var gaps = new List<ConsentGap>();
        var standing = ConsentStanding.Of([]);
        Instant? since = null;
        foreach (var consent in ConsentStanding.InOrder(events))
        {
            standing = standing.After(consent);
            var hasEnded = standing.State is ConsentState.Withdrawn or ConsentState.Expired;
            if (hasEnded)
            {
                since ??= consent.At;
            }
            else if (since is { } from && standing.State == ConsentState.Given)
            {
                gaps.Add(new ConsentGap(from, consent.At));
                since = null;
            }
        }

        if (since is { } open)
        {
            gaps.Add(new ConsentGap(open, Until: null));
        }

        return gaps;
    }
}

/// <summary>A stretch of time without consent.</summary>
/// <param name="From">When the consent ended.</param>
/// <param name="Until">When the next was given; null where none was.</param>
public sealed record ConsentGap(Instant From, Instant? Until);
