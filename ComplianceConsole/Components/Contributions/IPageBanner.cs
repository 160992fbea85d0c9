namespace ComplianceConsole.Components.Contributions;

/// <summary>Something said above every page. Its component takes no parameters and draws nothing when it has nothing to say.</summary>
public interface IPageBanner
{
    /// <summary>The component.</summary>
    Type Component { get; }
}
