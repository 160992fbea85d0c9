using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Domain.Results;

/// <summary>The data of the record is being destroyed: it was decided, and nothing else can be done with it. Policy 2.1(10).</summary>
public sealed record DestructionUnderWay(SubjectId Subject) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Subject];
}
