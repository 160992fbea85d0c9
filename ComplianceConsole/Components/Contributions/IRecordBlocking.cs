using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Components.Contributions;

/// <summary>Blocks a record with one click, offers to undo it and asks for the reason afterwards; contributed by the feature that blocks. Policy 2.1(7), 9.8.</summary>
public interface IRecordBlocking
{
    /// <summary>Blocks the record of a subject for who sits here.</summary>
    /// <returns>Why it was not blocked; null where it was.</returns>
    Task<Refusal?> BlockAsync(SubjectId subject);
}
