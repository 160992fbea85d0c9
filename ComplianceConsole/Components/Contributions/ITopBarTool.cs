using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Components.Contributions;

/// <summary>
/// A tool in the top bar, contributed by a feature: the search box. Its component takes no parameters; the input that
/// Ctrl+K and / go to carries the attribute <c>data-search-box</c>.
/// </summary>
public interface ITopBarTool
{
    /// <summary>The component drawn in the bar.</summary>
    Type Component { get; }

    /// <summary>Who sees it.</summary>
    Right Right { get; }
}
