using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Components.Contributions;

/// <summary>A section of the first page, contributed by a feature. Its component takes no parameters and draws nothing when it has nothing to say.</summary>
public interface ITodaySection
{
    /// <summary>Its place from the top; below zero, above the duties: for what endangers everything, and for what no clock would bring up.</summary>
    int Order { get; }

    /// <summary>Who sees it.</summary>
    Right Right { get; }

    /// <summary>The component.</summary>
    Type Component { get; }
}
