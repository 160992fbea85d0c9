using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Rows;

namespace ComplianceConsole.Intake;

/// <summary>An import that somebody asks for.</summary>
/// <param name="File">The file.</param>
/// <param name="DryRun">Whether it only says what it would do.</param>
/// <param name="OnNote">Told of every rejection and warning, in the order of the rows.</param>
/// <param name="Progress">Told how far it has come.</param>
public sealed record ImportOrder(
    IImportFile File,
    bool DryRun,
    Action<RowNote>? OnNote = null,
    IProgress<ImportProgress>? Progress = null)
{
    /// <summary>How many rows go into one transaction.</summary>
    internal int BatchSize { get; init; } = RowSource.BatchSize;
}

/// <summary>How far an import has come.</summary>
/// <param name="Rows">Rows dealt with.</param>
/// <param name="Total">Rows of the file; null while it is looked through.</param>
public readonly record struct ImportProgress(long Rows, long? Total);

/// <summary>What an import did, or in a dry run would do.</summary>
public sealed record ImportResult
{
    /// <summary>Rows dealt with: accepted, accepted with warnings, rejected.</summary>
    public long Rows => Accepted + Warned + Rejected;

    /// <summary>Rows looked through before it was cancelled, where it came no further than that.</summary>
    public long LookedThrough { get; init; }

    /// <summary>Whether rows were taken in, and every one of them said what was held already.</summary>
    public bool HasNothingNew => Accepted + Warned > 0 && Added + Changed == 0;

    /// <summary>Rows taken in, or unchanged, without a warning.</summary>
    public long Accepted { get; init; }

    /// <summary>Rows taken in with a warning.</summary>
    public long Warned { get; init; }

    /// <summary>Rows kept out.</summary>
    public long Rejected { get; init; }

    /// <summary>Subjects who are new.</summary>
    public long Added { get; init; }

    /// <summary>Records that changed.</summary>
    public long Changed { get; init; }

    /// <summary>Whether nothing was written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether it was cancelled before the last row; the rows dealt with stay.</summary>
    public bool WasCancelled { get; init; }

    /// <summary>Columns of the file that were ignored.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];

    /// <summary>Whether the file had a password's column, which was dropped unread.</summary>
    public bool DroppedPassword { get; init; }
}
