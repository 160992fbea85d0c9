using ComplianceConsole.Domain.Notices;
using NodaTime;

namespace ComplianceConsole.Notices.Writing;

/// <summary>A notice in words, ready to be sent or printed.</summary>
public sealed record WrittenNotice
{
    /// <summary>Two-letter code of its language.</summary>
    public required string Language { get; init; }

    /// <summary>To whom it goes.</summary>
    public required NoticeAddress To { get; init; }

    /// <summary>Its subject, without personal data.</summary>
    public required string Subject { get; init; }

    /// <summary>The day it is written, in Almaty.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>The number of the request it answers; null where there is none.</summary>
    public string? Number { get; init; }

    /// <summary>The paragraphs from the greeting on, without the closing.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>The closing: who writes, and the contacts, in lines.</summary>
    public required IReadOnlyList<string> Closing { get; init; }

    /// <summary>The file that goes with it.</summary>
    public NoticeAttachment? Attachment { get; init; }

    /// <summary>The whole as plain text, as an e-mail carries it.</summary>
    public string Text => string.Join("\n\n", Paragraphs.Concat(Closing)) + "\n";

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(WrittenNotice);
}
