using NodaTime;

namespace ComplianceConsole.Domain.Consents;

/// <summary>The act by which consent is given. Policy 4.2.</summary>
public enum ConsentAct
{
    /// <summary>Registering. Policy 4.2.1.</summary>
    Registration = 0,

    /// <summary>Entering or changing data in "Company Data". Policy 4.2.2.</summary>
    CompanyData = 1,

    /// <summary>Using the resource: data passed automatically. Policy 4.2.3.</summary>
    UseOfResource = 2,

    /// <summary>Asking for the newsletter. Policy 3.2.4.</summary>
    Newsletter = 3,
}

/// <summary>What happened to a consent. Policy 4.4, 4.5.</summary>
public enum ConsentEventKind
{
    Given = 0,
    Confirmed = 1,
    Extended = 2,
    Withdrawn = 3,
    Expired = 4,
    Superseded = 5,
}

/// <summary>The present state of a subject's consents, derived from the events.</summary>
public enum ConsentState
{
    /// <summary>No act of consent is known.</summary>
    None = 0,

    /// <summary>The consent of registration stands.</summary>
    Given = 1,

    /// <summary>Withdrawn. Policy 4.5.</summary>
    Withdrawn = 2,

    /// <summary>Its term has run out. Policy 4.4.</summary>
    Expired = 3,
}

/// <summary>How something reached the organisation or left it. Policy 4.5, 8.3.</summary>
public enum Channel
{
    /// <summary>Through the Internet resource itself.</summary>
    Resource = 0,
    Email = 1,
    Post = 2,
    InPerson = 3,
}

/// <summary>One event in the append-only history of a subject's consents. Policy 4.3-4.5.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Act">The act it concerns.</param>
/// <param name="Kind">What happened.</param>
/// <param name="PolicyVersion">The policy version in force for it.</param>
/// <param name="Channel">How it was expressed.</param>
/// <param name="Purposes">Codes of the purposes it covers.</param>
/// <param name="Proof">What proves it; may name a document.</param>
public sealed record ConsentEvent(
    Instant At,
    ConsentAct Act,
    ConsentEventKind Kind,
    string PolicyVersion,
    Channel Channel,
    IReadOnlyList<string> Purposes,
    string Proof);

/// <summary>Derives today's state from the history.</summary>
public static class ConsentHistory
{
    /// <summary>The state of the consent of registration after the events, in the order they happened.</summary>
    public static ConsentState StateOf(IEnumerable<ConsentEvent> events)
    {
        var state = ConsentState.None;
        foreach (var consent in events.Where(e => e.Act == ConsentAct.Registration).OrderBy(e => e.At))
        {
            state = consent.Kind switch
            {
                ConsentEventKind.Given or ConsentEventKind.Confirmed or ConsentEventKind.Extended => ConsentState.Given,
                ConsentEventKind.Withdrawn => ConsentState.Withdrawn,
                ConsentEventKind.Expired => ConsentState.Expired,
                ConsentEventKind.Superseded => state,
            };
        }

        return state;
    }

    /// <summary>
    /// The stretches in which the consent of registration, once given, did not stand: from withdrawal or expiry to the next consent, the
    /// last one open where none has followed.
    /// </summary>
    public static IReadOnlyList<ConsentGap> GapsOf(IEnumerable<ConsentEvent> events)
    {
        var gaps = new List<ConsentGap>();
        Instant? since = null;
        foreach (var consent in events.Where(e => e.Act == ConsentAct.Registration).OrderBy(e => e.At))
        {
            var ends = consent.Kind is ConsentEventKind.Withdrawn or ConsentEventKind.Expired;
            var begins = consent.Kind is ConsentEventKind.Given or ConsentEventKind.Confirmed or ConsentEventKind.Extended;
            if (ends)
            {
                since ??= consent.At;
            }
            else if (begins && since is { } from)
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
