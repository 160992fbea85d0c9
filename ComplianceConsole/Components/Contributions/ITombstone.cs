namespace ComplianceConsole.Components.Contributions;

/// <summary>What the page of a subject shows when nothing of the person is held any more, contributed by the feature that destroys. Policy 2.1(10).</summary>
public interface ITombstone
{
    /// <summary>The component; it has one parameter, <c>SubjectId</c>.</summary>
    Type Component { get; }
}
