using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Consents;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>How an answer to a request goes, as a form holds it: out of the outbox, or handed over already.</summary>
public sealed class AnswerWay
{
    /// <summary>How it goes from the outbox; null where it was handed over or sent outside the console.</summary>
    public Channel? Outgoing { get; set; }

    /// <summary>How it was handed over.</summary>
    public Channel HandedThrough { get; set; }

    /// <summary>When it was handed over, as an input of type <c>datetime-local</c> holds it.</summary>
    public string? DoneAt { get; set; }

    /// <summary>Where it goes, where the request names no address of this kind.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>The ways there are: what waits in the outbox already can only be said to have been handed over.</summary>
    public required IReadOnlyList<Channel?> Ways { get; init; }

    /// <summary>The channel of the answer.</summary>
    public Channel Channel => Outgoing ?? HandedThrough;

    /// <summary>When it was handed over; null where it was not, or where what is written is no moment.</summary>
    public Instant? HandedOverAt => Outgoing is null ? LocalMoment.Read(DoneAt) : null;

    /// <summary>What a form starts from: as the address of the answer is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="now">The present moment, written.</param>
    public static AnswerWay For(RequestAtHand request, string now) =>
        new()
        {
            Ways = request.IsNoticeWaiting ? [null] : [Channel.Email, Channel.Post, null],
            Outgoing = request.IsNoticeWaiting ? null : request.AnswerBy,
            HandedThrough = request.AnswerBy ?? request.Channel,
            DoneAt = now,
        };

    /// <summary>The last part of a key of a text: <c>Email</c>, <c>Post</c>, <c>Hand</c>.</summary>
    public static string WordOf(Channel? way) => way?.ToString() ?? "Hand";
}
