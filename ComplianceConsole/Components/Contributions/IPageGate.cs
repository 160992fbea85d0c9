namespace ComplianceConsole.Components.Contributions;

/// <summary>
/// A condition under which pages are not drawn yet, contributed by a feature: the console is not set up. The frame asks on every
/// change of address and draws the gate's own component instead. The handlers refuse all the same.
/// </summary>
public interface IPageGate
{
    /// <summary>Whether the page at an address stays closed now.</summary>
    /// <param name="path">The address within the console, beginning with one slash, without what follows <c>?</c>.</param>
    /// <param name="cancellation">Ends the question.</param>
    ValueTask<bool> ClosesAsync(string path, CancellationToken cancellation);

    /// <summary>What is drawn instead; it takes no parameters and finds the cascading actor.</summary>
    Type Component { get; }
}
