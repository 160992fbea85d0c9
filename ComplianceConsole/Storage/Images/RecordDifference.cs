using System.Globalization;

namespace ComplianceConsole.Storage.Images;

/// <summary>A row that is not what the ledger last recorded.</summary>
/// <param name="Name">Which row.</param>
/// <param name="Kind">In what way.</param>
/// <param name="Entry">The entry that last recorded it; null where none did.</param>
public sealed record RecordDifference(RecordName Name, DifferenceKind Kind, long? Entry)
{
    /// <summary>What is told, in every language the same: <c>subject S-0000042 is not what the ledger last recorded (entry 1234)</c>.</summary>
    public string Line => Kind switch
    {
        DifferenceKind.Changed => string.Create(CultureInfo.InvariantCulture, $"{Name} is not what the ledger last recorded (entry {Entry})"),
        DifferenceKind.Missing => string.Create(CultureInfo.InvariantCulture, $"{Name} is missing, which the ledger recorded (entry {Entry})"),
        _ => $"{Name} is not what a use case wrote: the ledger does not know it",
    };
}

/// <summary>How a row differs from what the ledger recorded.</summary>
public enum DifferenceKind
{
    /// <summary>It was changed past the console.</summary>
    Changed,

    /// <summary>It was removed past the console.</summary>
    Missing,

    /// <summary>It was put there past the console.</summary>
    Unknown,
}
