using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Pages;

namespace ComplianceConsole.Features.Destruction;

/// <summary>The way from a subject's page to its destruction.</summary>
internal sealed class DestroySubjectAction : ISubjectAction
{
    public int Order => 5;

    public Right Right => Right.DestroySubject;

    public Type Component => typeof(DestroyAction);

    public bool IsOffered(SubjectState state) => state is SubjectState.Active or SubjectState.Blocked;
}

/// <summary>What the number of a destroyed subject leads to.</summary>
internal sealed class SubjectTombstone : ITombstone
{
    public Type Component => typeof(TombstoneView);
}
