using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using NodaTime;

namespace ComplianceConsole.Storage.Rows;

/// <summary>
/// A notice on its way out, laid into the outbox in the transaction of the decision it tells of. Its content has a key of its own, so
/// that it can still be sent after the subject's key is destroyed; content and key go once it is delivered. Policy 9.4.
/// </summary>
public sealed class NoticeRow
{
    /// <summary>Number of the notice's key.</summary>
    public long Id { get; init; }

    /// <summary>The code of its template.</summary>
    public required string Template { get; init; }
    public NoticeState State { get; set; }
    public Channel Channel { get; init; }

    /// <summary>Two-letter code of the language it is written in.</summary>
    public required string Language { get; init; }
    public long? RequestId { get; init; }
    public long? SubjectId { get; init; }

    /// <summary>The third party it goes to; null where it goes to a person or the responsible person.</summary>
    public long? RecipientId { get; init; }
    public Instant QueuedAt { get; init; }
    public required string QueuedBy { get; init; }

    /// <summary>Identity of who wrote it; null where that was not yet kept.</summary>
    public string? QueuedById { get; init; }

    /// <summary>The e-mail's Message-ID, fixed when it is queued, so that a second sending is known as the same.</summary>
    public required string MessageId { get; init; }
    public int Attempts { get; set; }
    public Instant? NextAttemptAt { get; set; }

    /// <summary>Why the last attempt failed: a code without personal data.</summary>
    public string? Failure { get; set; }
    public Instant? SentAt { get; set; }

    /// <summary>Who posted or handed it over by hand; null where it was sent by itself.</summary>
    public string? SentBy { get; set; }

    /// <summary>By when the recipient has to acknowledge; null where none is asked to.</summary>
    public Instant? AcknowledgeBefore { get; set; }
    public Instant? AcknowledgedAt { get; set; }

    /// <summary>Grows with every change, so that two senders do not take the same one.</summary>
    public int Version { get; set; }

    /// <summary>The sealed content; null once it is delivered.</summary>
    public byte[]? Content { get; set; }
}
