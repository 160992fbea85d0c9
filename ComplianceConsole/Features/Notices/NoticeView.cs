using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Notices.Writing;
using NodaTime;

namespace ComplianceConsole.Features.Notices;

/// <summary>A notice as a list shows it: nothing of what it says.</summary>
public sealed record NoticeLine
{
    /// <summary>Number of the notice.</summary>
    public required long Id { get; init; }

    /// <summary>The version that is shown.</summary>
    public required int Version { get; init; }

    /// <summary>The code of its template.</summary>
    public required string Template { get; init; }
    public required NoticeState State { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>Two-letter code of its language.</summary>
    public required string Language { get; init; }

    /// <summary>The request it answers.</summary>
    public RequestNumber? Request { get; init; }

    /// <summary>The subject it is about.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>The third party it goes to.</summary>
    public string? Recipient { get; init; }
    public required Instant QueuedAt { get; init; }
    public required string QueuedBy { get; init; }
    public required int Attempts { get; init; }
    public Instant? NextAttemptAt { get; init; }

    /// <summary>Why the last attempt failed, one of <see cref="NoticeFailures"/>.</summary>
    public string? Failure { get; init; }
    public Instant? SentAt { get; init; }
    public string? SentBy { get; init; }
    public Instant? AcknowledgeBefore { get; init; }
    public Instant? AcknowledgedAt { get; init; }

    /// <summary>Whether the sender has it in hand at this moment.</summary>
    public required bool IsBeingSent { get; init; }

    /// <summary>Whether the recipient has not acknowledged in time.</summary>
    public required bool IsOverdue { get; init; }
}

/// <summary>A notice with what it says, as far as whoever looks may see it.</summary>
/// <param name="Line">What a list shows of it.</param>
/// <param name="MessageId">The number by which mail programs know it.</param>
/// <param name="Standing">Whether what it says can be shown.</param>
/// <param name="Letter">What it says, addressed as whoever looks may see it; null where it is not shown.</param>
/// <param name="EnclosureSize">The size of the enclosed file in bytes; null where there is none.</param>
public sealed record NoticeView(NoticeLine Line, string MessageId, ContentStanding Standing, WrittenNotice? Letter, long? EnclosureSize)
{
    /// <summary>Whether a person can say that it was posted: it waits for one, or was given up.</summary>
    public bool CanBePosted { get; init; }

    /// <summary>Whether whoever looks can take it back: it waits, and is theirs to take back.</summary>
    public bool CanBeTakenBack { get; init; }
}

/// <summary>Whether what a notice says can be shown.</summary>
public enum ContentStanding
{
    /// <summary>It is shown.</summary>
    Shown,

    /// <summary>It was delivered or taken back, and is not kept.</summary>
    Gone,

    /// <summary>It concerns a blocked record, which the responsible person alone opens. Policy 2.1(7).</summary>
    Closed,

    /// <summary>It was damaged.</summary>
    Unreadable,
}
