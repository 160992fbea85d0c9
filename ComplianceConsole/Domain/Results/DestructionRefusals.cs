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
