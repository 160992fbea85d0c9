using System.Collections.Frozen;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sessions;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Images;

/// <summary>
/// The tables whose rows the ledger vouches for: all of the records but the ledger's own, and what keeps the console running and records
/// nothing. Whoever writes such a row does it in a use case; a row written past it is one that was tampered with.
/// </summary>
internal static class ImagedTables
{
    private static readonly FrozenSet<Type> Outside = new[]
    {
        typeof(LedgerEntryRow),
        typeof(LedgerSubjectRow),
        typeof(LedgerRequestRow),
        typeof(LedgerHeadRow),
        typeof(SessionRow),
        typeof(JobRunRow),
        typeof(KeptKeyRow),
    }.ToFrozenSet();

    private static readonly FrozenDictionary<Type, ImagedTable> ByType = Read();

    /// <summary>All of them, the subjects first.</summary>
    public static IReadOnlyList<ImagedTable> All { get; } =
    [
        .. ByType.Values.OrderBy(table => table != Subjects).ThenBy(table => table.Name, StringComparer.Ordinal),
    ];

    public static ImagedTable Subjects => ByType[typeof(SubjectRow)];

    /// <summary>The table of a type of rows; null where the ledger does not vouch for it.</summary>
    public static ImagedTable? Find(Type row) => ByType.GetValueOrDefault(row);

    /// <summary>The table of a type of rows.</summary>
    public static ImagedTable Of<TRow>() => ByType[typeof(TRow)];

    private static FrozenDictionary<Type, ImagedTable> Read()
    {
        using var context = new SqliteRecordsContext(new DbContextOptionsBuilder<SqliteRecordsContext>().UseSqlite("Data Source=").Options);
        return context.Model.GetEntityTypes()
            .Where(entity => !Outside.Contains(entity.ClrType))
            .ToFrozenDictionary(
                entity => entity.ClrType,
                entity => new ImagedTable(entity, entity.ClrType == typeof(SubjectRow) ? nameof(SubjectRow.Revision) : null));
    }
}
