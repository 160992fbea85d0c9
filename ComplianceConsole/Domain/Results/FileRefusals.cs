namespace ComplianceConsole.Domain.Results;

/// <summary>A file that is not imported at all; nothing of it was taken in.</summary>
public abstract record FileRefused : Refusal;

/// <summary>The file's bytes are no UTF-8 text.</summary>
public sealed record FileNotUtf8 : FileRefused;

/// <summary>The file has no header, or no record.</summary>
public sealed record FileEmpty : FileRefused;

/// <summary>The file ends in the middle of a record.</summary>
/// <param name="Record">The number of that record, the header not counted.</param>
public sealed record FileTruncated(long Record) : FileRefused
{
    public override IReadOnlyList<object> Arguments => [Record];
}

/// <summary>A record cannot be told from its neighbours: a quote is in the wrong place or never closed, or a line is no JSON object.</summary>
/// <param name="Record">The number of that record, the header not counted.</param>
public sealed record FileMalformed(long Record) : FileRefused
{
    public override IReadOnlyList<object> Arguments => [Record];
}

/// <summary>A record is longer than any export writes; most likely a quote was never closed.</summary>
/// <param name="Record">The number of that record, the header not counted.</param>
public sealed record FileRecordTooLong(long Record) : FileRefused
{
    public override IReadOnlyList<object> Arguments => [Record];
}

/// <summary>The file lacks columns.</summary>
/// <param name="Columns">The names of the missing columns, comma separated.</param>
public sealed record FileLacksColumns(string Columns) : FileRefused
{
    public override IReadOnlyList<object> Arguments => [Columns];

    /// <summary>The refusal for what is missing; null where nothing is.</summary>
    public static FileLacksColumns? Of(IEnumerable<string> missing) =>
        string.Join(", ", missing) is { Length: > 0 } columns ? new FileLacksColumns(columns) : null;
}

/// <summary>The file's columns are separated by another sign than the comma.</summary>
public sealed record FileNotCommaSeparated : FileRefused;

/// <summary>The file has a column twice, which leaves open which of the two is meant.</summary>
/// <param name="Column">The column's name.</param>
public sealed record FileRepeatsColumn(string Column) : FileRefused
{
    public override IReadOnlyList<object> Arguments => [Column];
}

/// <summary>The file is not what it was when it was looked through.</summary>
public sealed record FileChanged : FileRefused;

/// <summary>The file cannot be opened or read.</summary>
public sealed record FileUnreadable : FileRefused;

/// <summary>An import ended early because a store failed; what was recorded before stays, and the same file goes on from there.</summary>
/// <param name="Rows">How many rows were dealt with.</param>
public sealed record ImportInterrupted(long Rows) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Rows];
}

/// <summary>No policy version has been posted yet, under which anybody could have registered. Policy 10.2.</summary>
public sealed record NoPolicyPosted : Refusal;
