using ComplianceConsole.Domain.Results;

namespace ComplianceConsole.Intake.Files;

/// <summary>The records of a file, one after the other. Nothing of a record is kept when the next is read.</summary>
public interface IRecords : IDisposable
{
    /// <summary>The number of the present record, from 1; a header is not counted.</summary>
    long Number { get; }

    /// <summary>Why the file cannot be imported at all; null while nothing speaks against it.</summary>
    Refusal? Refusal { get; }

    /// <summary>Whether the present record has the shape of a record: as many values as the header has columns, each of them a text.</summary>
    bool IsWellFormed { get; }

    /// <summary>Columns that this console does not know, found so far.</summary>
    IReadOnlyCollection<string> UnknownColumns { get; }

    /// <summary>Whether a password's column was found; its values are never read.</summary>
    bool HasPassword { get; }

    /// <summary>Moves to the next record.</summary>
    /// <returns>False at the end, or where <see cref="Refusal"/> says why it does not go on.</returns>
    bool Read();

    /// <summary>A value of the present record; null where it has none.</summary>
    /// <param name="place">The place of the column in <see cref="ImportColumns.All"/>.</param>
    string? Value(int place);
}
