using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Search;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>One row of a list of subjects, as much of it as the actor may see.</summary>
/// <param name="Subject">The number.</param>
/// <param name="State">The record's state.</param>
/// <param name="Open">The rest; null where the record stays closed to the actor. Policy 2.1(7).</param>
public sealed record FoundSubject(SubjectId Subject, SubjectState State, FoundDetails? Open)
{
    /// <summary>Whether no purpose is left and the data is only kept until it is destroyed. Policy 9.7.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The number alone: names do not slip into a log.</summary>
    public override string ToString() => Subject.ToString();
}

/// <summary>What a list shows of an open record; contacts are masked for staff.</summary>
public sealed record FoundDetails(
    string Name,
    string? Organisation,
    string? Email,
    string? UserType,
    ConsentState Consent,
    string PolicyVersion)
{
    public override string ToString() => nameof(FoundDetails);
}

/// <summary>How a result was come by; the stages follow one another.</summary>
public enum SearchStage
{
    /// <summary>By an identifier or the number, typed whole.</summary>
    Exact,

    /// <summary>By words, or by the filters alone.</summary>
    Words,
}

/// <summary>Where the next page begins. It holds numbers only.</summary>
public sealed record SearchPosition(SearchStage Stage, SearchCursor? After);

/// <summary>A page of subjects.</summary>
/// <param name="Subjects">In order: exact first, then by the first key of all words, then by the loose one; each by number.</param>
/// <param name="Next">Where the next page begins; null where this was the last.</param>
/// <param name="Rebuilding">How far the index is being made anew, so that something may be missing; null when it is complete.</param>
public sealed record FoundPage(IReadOnlyList<FoundSubject> Subjects, SearchPosition? Next, RebuildProgress? Rebuilding);
