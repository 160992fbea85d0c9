using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Components.Contributions;

/// <summary>An action in the head of the subject's page (Block, New request), contributed by a feature.</summary>
public interface ISubjectAction
{
    /// <summary>Its place from the left; the last is the primary one.</summary>
    int Order { get; }

    /// <summary>Who sees it.</summary>
    Right Right { get; }

    /// <summary>The states of the record in which it is offered.</summary>
    bool IsOffered(SubjectState state);

    /// <summary>Whether it is still offered where processing has stopped for every purpose and the data is only kept until it is destroyed.</summary>
    bool IsOfferedWhenStopped => true;

    /// <summary>The component; it has the parameters <c>SubjectId</c> and <c>State</c>.</summary>
    Type Component { get; }
}
