namespace ComplianceConsole.Storage.Rows;

/// <summary>
/// A key whose holder a restoration left without a record: the ledger proves that there was one, and a later backup may still have it. It is no
/// orphan until somebody says that the record is lost.
/// </summary>
public sealed class KeptKeyRow
{
    /// <summary>Whose key it is: a subject's, a request's or a notice's.</summary>
    public KeyHolder Kind { get; init; }

    /// <summary>The holder's number.</summary>
    public long Id { get; init; }
}
