using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Features.Corrections;

/// <summary>Offers a correction in the head of a subject's page. Policy 9.3.</summary>
public sealed class CorrectAction : ISubjectAction
{
    public int Order => 20;

    public Right Right => Right.CorrectSubject;

    public Type Component => typeof(CorrectButton);

    public bool IsOffered(SubjectState state) => state == SubjectState.Active;

    // What is only kept until it is destroyed is corrected where the person asks for it, from the request. Policy 9.7.
    public bool IsOfferedWhenStopped => false;
}
