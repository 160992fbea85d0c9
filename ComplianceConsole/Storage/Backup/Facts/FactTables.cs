using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Backup.Facts;

/// <summary>A table whose rows are shipped whole.</summary>
/// <param name="Table">The table.</param>
/// <param name="Condition">Which of its rows, as a condition in SQL; null where all are.</param>
internal sealed record FactTable(ImagedTable Table, string? Condition)
{
    /// <summary>Reads all of its rows that are shipped.</summary>
    public string SelectAll => Condition is null ? Table.Select : $"{Table.Select} WHERE {Condition}";

    /// <summary>Reads the row of a key, where it is shipped; the parts of the key are its parameters.</summary>
    public string SelectOne => $"{SelectAnyOne}{(Condition is null ? "" : $" AND {Condition}")}";

    /// <summary>Reads the row of a key.</summary>
    public string SelectAnyOne =>
        $"{Table.Select} WHERE {string.Join(" AND ", Table.Key.Select((column, place) => $"\"{column}\" = ?{place + 1}"))}";
}

/// <summary>
/// The tables without whose rows law or proof loses something that nobody can enter again: who is blocked and must be kept, what is being
/// destroyed, what is left of whoever was, which numbers were given. What only the console's daily work rests on is not among them, and no profile.
/// </summary>
internal static class FactTables
{
    // SubjectState: 3 depersonalised, 4 destroyed: nothing of the person is left in such a row.
    private const string NobodysAnyMore = "State IN (3, 4)";
    private const string TellsOfDestruction =
        $"Template IN ('{NoticeTemplates.Destroyed}', '{NoticeTemplates.RecipientDestroyed}', "
        + $"'{NoticeTemplates.Depersonalised}', '{NoticeTemplates.RecipientDepersonalised}')";

    private static readonly Dictionary<string, FactTable> s_byName;

    static FactTables()
    {
        All =
        [
            new FactTable(ImagedTables.Subjects, NobodysAnyMore),
            Of<BlockEventRow>(),
            Of<LegalHoldRow>(),
            Of<TangibleCopyRow>(),
            Of<DestructionRow>(),
            Of<RemainderRow>(),
            Of<IncidentRow>(),
            Of<NoticeRow>(TellsOfDestruction),
        ];
        s_byName = All.ToDictionary(one => one.Table.Name, StringComparer.Ordinal);
    }

    /// <summary>All of them, in the order in which their rows are put back.</summary>
    public static IReadOnlyList<FactTable> All { get; }

    /// <summary>The table of a name; null where its rows are not shipped.</summary>
    public static FactTable? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>The name of a row in the ledger.</summary>
    public static RecordName NameOf(RecordImage image) => new(image.Table, image.Key);

    private static FactTable Of<TRow>(string? condition = null) => new(ImagedTables.Of<TRow>(), condition);
}
