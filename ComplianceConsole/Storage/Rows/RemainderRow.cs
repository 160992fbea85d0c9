using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Storage.Rows;

/// <summary>
/// What is left of a depersonalised record: traits that at least k records share, and nothing else. No number of a subject, no time, no mark of a
/// change; the table lies in the order of the random handles, so that not even the order of its rows tells which came with which. Policy 2.1(11).
/// </summary>
public sealed class RemainderRow
{
    /// <summary>128 random bits in hexadecimal, kept nowhere else than in the ledger's image of this row.</summary>
    public required string Handle { get; init; }
    public City? City { get; init; }

    /// <summary>The year of registration.</summary>
    public int? Year { get; init; }
    public ActivityGroup? Activity { get; init; }
    public UserType? UserType { get; init; }

    /// <summary>What is told.</summary>
    public Traits Traits => new(City, Year, Activity, UserType);
}
