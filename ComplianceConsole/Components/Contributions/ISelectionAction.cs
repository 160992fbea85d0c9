using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Components.Contributions;

/// <summary>What can be done with a selection of subjects in their list, contributed by a feature.</summary>
public interface ISelectionAction
{
    /// <summary>Who sees it.</summary>
    Right Right { get; }

    /// <summary>The component; it has one parameter, <c>Subjects</c>: the numbers that are selected.</summary>
    Type Component { get; }
}
