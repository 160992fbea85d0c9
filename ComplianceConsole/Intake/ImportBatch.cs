using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Intake;

/// <summary>Some rows of a file on their way in: read and checked, the new ones sealed already.</summary>
internal sealed class ImportBatch
{
    /// <summary>All rows, in the file's order.</summary>
    public List<ImportRow> Rows { get; } = [];

    /// <summary>Rows of subjects who were known when the row was read.</summary>
    public List<Match> Known { get; } = [];

    /// <summary>Rows of others; sealed unless it is a dry run.</summary>
    public List<(ImportRow Row, SealedSubject? Sealed)> New { get; } = [];
}
