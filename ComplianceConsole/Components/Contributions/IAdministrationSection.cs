using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Components.Contributions;

/// <summary>A section of the administration page, contributed by a feature. Its component takes no parameters and brings its own heading.</summary>
public interface IAdministrationSection
{
    /// <summary>Its place from the top; what the page itself says stands at 10.</summary>
    int Order { get; }

    /// <summary>Who sees it.</summary>
    Right Right { get; }

    /// <summary>The component.</summary>
    Type Component { get; }
}
