namespace ComplianceConsole.Ledger;

/// <summary>
/// What an entry vouches for of one row of the records: the hash of the row as it was found and as it was left. It ties the records to
/// the ledger and says nothing of anybody, since a row holds personal values only as ciphertext.
/// </summary>
/// <param name="Table">The row's table.</param>
/// <param name="Key">The row's key in the table, its parts divided by a stroke.</param>
/// <param name="Before">The row as it was found; null where there was none.</param>
/// <param name="After">The row as it was left; null where it was removed.</param>
public readonly record struct RecordImage(string Table, string Key, Hash256? Before, Hash256? After);
