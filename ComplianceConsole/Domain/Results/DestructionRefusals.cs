using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Domain.Results;

/// <summary>The data of the record is being destroyed: it was decided, and nothing else can be done with it. Policy 2.1(10).</summary>
public sealed record DestructionUnderWay(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>Nothing demands the destruction on that clause, or not any more; destroying without a ground is itself unlawful. Policy 9.4, 9.7, 9.8.</summary>
/// <param name="Clause">The clause.</param>
public sealed record NoGroundToDestroy(string Clause) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Clause];
}

/// <summary>Requests about the subject are open: what they ask has to be dealt with while the data is there. Policy 8.3.</summary>
/// <param name="Requests">Their numbers.</param>
public sealed record RequestsForbidDestruction(IReadOnlyList<RequestNumber> Requests) : Refusal
{
    public override IReadOnlyList<object> Arguments => [string.Join(", ", Requests)];
}

/// <summary>Something stands that says the data must be kept for now. Law 8(2).</summary>
/// <param name="Count">How many such reasons stand.</param>
public sealed record HoldsForbidDestruction(int Count) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Count];
}

/// <summary>The settings ask for a second person: a destruction is proposed by one and approved by another.</summary>
public sealed record SecondApprovalNeeded(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>Whoever proposed a destruction cannot approve or reject it: another person has to.</summary>
public sealed record OwnProposal(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>Only who proposed a destruction takes it back; another person rejects it.</summary>
public sealed record NotOwnProposal(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>A destruction of the data is proposed already and waits for a second person.</summary>
public sealed record ProposalWaits(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>The proposal was answered, taken back or replaced since it was shown.</summary>
public sealed record ProposalEnded(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>What was proposed is no longer what stands: the ground, the block or the record changed since. It is to be proposed anew.</summary>
public sealed record ProposalStale(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>What was written of copies outside the console names the person, and would outlive the data. Policy 2.1(10), 6.3.</summary>
/// <param name="Subject">Whose copies.</param>
/// <param name="Copies">Their numbers.</param>
public sealed record CopiesNamePerson(SubjectId Subject, IReadOnlyList<int> Copies) : Refusal
{
    public override IReadOnlyList<object> Arguments => [string.Join(", ", Copies)];
}

/// <summary>The proposal is one of a group that is to be depersonalised together: the group is answered as a whole. Policy 2.1(11).</summary>
public sealed record ProposedInGroup(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}

/// <summary>Whoever proposed to depersonalise a group cannot approve or reject it: another person has to.</summary>
public sealed record OwnGroup(int Count) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Count];
}

/// <summary>Only who proposed to depersonalise a group takes that back; another person rejects it.</summary>
public sealed record NotOwnGroup(int Count) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Count];
}

/// <summary>The proposal to depersonalise a group was answered or taken back since it was shown.</summary>
public sealed record GroupEnded : Refusal;

/// <summary>
/// A record of a group changed since it was proposed, or something stands against it: the group is no longer what was proposed. Policy 2.1(11).
/// </summary>
/// <param name="Subject">The first such record.</param>
public sealed record GroupStale(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}
