using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Components.Controls;

/// <summary>The inputs a refusal blames, as forms show them.</summary>
public static class Problems
{
    /// <summary>Every input the refusal asks to mend; empty when it blames none.</summary>
    public static IReadOnlyList<InvalidInput> Of(Refusal? refusal) =>
        refusal switch
        {
            InvalidInputs several => several.Problems,
            InvalidInput one => [one],
            _ => [],
        };
}
