using ComplianceConsole.Domain.Consents;
using NodaTime;

namespace ComplianceConsole.Domain.Notices;

/// <summary>A notice to be laid into the outbox. What it says of people is sealed under the notice's own key.</summary>
public sealed record NoticeDraft
{
    /// <summary>The code of its template, one of <see cref="NoticeTemplates"/>.</summary>
    public required string Template { get; init; }

    /// <summary>How it goes out. An e-mail without an address goes by post.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Two-letter code of the language of its reader.</summary>
    public required string Language { get; init; }

    /// <summary>To whom it goes.</summary>
    public required NoticeAddress To { get; init; }

    /// <summary>The values of the template under the names of <see cref="NoticeValues"/>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The number of the key of the request it answers.</summary>
    public long? RequestId { get; init; }

    /// <summary>The number of the subject it is about.</summary>
    public long? SubjectId { get; init; }

    /// <summary>The third party it goes to. Policy 9.4.</summary>
    public long? RecipientId { get; init; }

    /// <summary>By when the recipient has to acknowledge; null where none is asked to.</summary>
    public Instant? AcknowledgeBefore { get; init; }

    /// <summary>A file that goes with it.</summary>
    public NoticeAttachment? Attachment { get; init; }

    /// <summary>The channel it will in fact take.</summary>
    public Channel EffectiveChannel => Channel == Channel.Email && string.IsNullOrWhiteSpace(To.Email) ? Channel.Post : Channel;

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => $"{nameof(NoticeDraft)} {Template}";
}

/// <summary>To whom a notice goes.</summary>
/// <param name="Name">The name it is addressed to.</param>
/// <param name="Email">The e-mail address; null where none is known.</param>
/// <param name="PostalAddress">The postal address, in lines as they stand on an envelope; null where none is known.</param>
public sealed record NoticeAddress(string Name, string? Email = null, string? PostalAddress = null)
{
    /// <summary>Not who, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(NoticeAddress);
}

/// <summary>A file that goes with a notice.</summary>
/// <param name="FileName">Its name, without personal data: <c>R-2026-000123-1.pdf</c>.</param>
/// <param name="ContentType">Its type: <c>application/pdf</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record NoticeAttachment(string FileName, string ContentType, byte[] Content);

/// <summary>What a notice says and to whom: what is sealed until it is delivered.</summary>
/// <param name="To">To whom it goes.</param>
/// <param name="Values">The values of its template.</param>
/// <param name="Attachment">The file that goes with it.</param>
public sealed record NoticeContent(NoticeAddress To, IReadOnlyDictionary<string, string> Values, NoticeAttachment? Attachment)
{
    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(NoticeContent);
}
