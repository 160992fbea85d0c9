using Microsoft.AspNetCore.Components;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>One event on a <see cref="Timeline"/>.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Sentence">What happened, as a sentence: "Gave consent by registering, under policy 2023-01".</param>
public sealed record TimelineEvent(Instant At, string Sentence)
{
    /// <summary>What the colour of its dot means; the sentence says the same.</summary>
    public Tone Tone { get; init; } = Tone.Accent;

    /// <summary>What stands beside the sentence, one click away: a link to what it names.</summary>
    public RenderFragment? Beside { get; init; }

    /// <summary>What is folded under it.</summary>
    public RenderFragment? Details { get; init; }

    /// <summary>Whether this is no event but a stretch of time in which something was missing; drawn as a broken line.</summary>
    public bool IsGap { get; init; }
}
