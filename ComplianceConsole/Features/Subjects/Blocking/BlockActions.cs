using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>What the head of a subject's page offers about its block.</summary>
/// <param name="Order">Its place from the left.</param>
/// <param name="Right">Who sees it.</param>
/// <param name="Component">The component.</param>
/// <param name="Offered">The states in which it is offered.</param>
public sealed record BlockActions(int Order, Right Right, Type Component, Func<SubjectState, bool> Offered) : ISubjectAction
{
    /// <summary>Block.</summary>
    public static readonly BlockActions Block =
        new(30, Right.BlockSubject, typeof(BlockAction), state => !BlockRules.IsBlocked(state) && !BlockRules.IsGone(state));

    /// <summary>Give the reason of the block; a record under destruction has its reason in the destruction.</summary>
    public static readonly BlockActions Reason =
        new(10, Right.BlockSubject, typeof(ReasonAction), state => state == SubjectState.Blocked);

    /// <summary>Unblock.</summary>
    public static readonly BlockActions Unblock =
        new(20, Right.UnblockSubject, typeof(UnblockAction), state => state == SubjectState.Blocked);

    public bool IsOffered(SubjectState state) => Offered(state);
}
