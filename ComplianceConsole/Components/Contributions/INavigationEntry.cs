using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Components.Contributions;

/// <summary>One entry of the rail, contributed by the feature whose page it opens. Shown only to who holds the right.</summary>
public interface INavigationEntry
{
    /// <summary>The address, one of <see cref="Links"/>.</summary>
    string Href { get; }

    /// <summary>The word, in the language current when it is read.</summary>
    string Label { get; }

    /// <summary>The path of a 24 by 24 line icon, one of <see cref="Controls.Glyphs"/>.</summary>
    string Icon { get; }

    /// <summary>Who sees it.</summary>
    Right Right { get; }

    /// <summary>Its place from the top; the eight standard entries are ten apart, from ten.</summary>
    int Order { get; }

    /// <summary>The key that goes there after <c>g</c>, as its place on a Latin keyboard (A to Z), or null.</summary>
    char? Shortcut { get; }
}
