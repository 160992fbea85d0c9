namespace ComplianceConsole.Components.Controls;

/// <summary>What a colour means. Colour never stands alone: an icon and a word say the same.</summary>
public enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>Overdue, or an error.</summary>
    Red,

    /// <summary>Due today or soon.</summary>
    Amber,

    /// <summary>Done, in force.</summary>
    Green,

    /// <summary>Blocked, closed.</summary>
    Slate,

    /// <summary>Something to follow.</summary>
    Accent,
}

/// <summary>The style class of a tone.</summary>
public static class Tones
{
    /// <summary>The suffix of the class: <c>red</c>.</summary>
    public static string Name(this Tone tone) =>
        tone switch
        {
            Tone.Plain => "plain",
            Tone.Red => "red",
            Tone.Amber => "amber",
            Tone.Green => "green",
            Tone.Slate => "slate",
            Tone.Accent => "accent",
        };
}
