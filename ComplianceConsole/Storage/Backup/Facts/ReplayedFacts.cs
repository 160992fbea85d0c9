using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup.Facts;

/// <summary>
/// Puts facts back behind a backup, row for row as the ledger last recorded them. Of whom the keyring has a tombstone the data that came back has
/// to go first, and their rows follow it; those of everybody else are put back before the records are compared with the ledger.
/// </summary>
/// <param name="records">The records, nobody else at them.</param>
/// <param name="found">The facts.</param>
/// <param name="buried">The subjects who have a tombstone.</param>
internal sealed class ReplayedFacts(SqliteConnection records, FoundFacts found, IReadOnlySet<long> buried)
{
    private const string Destructions = nameof(RecordsContext.Destructions);
    private const string Subjects = nameof(RecordsContext.Subjects);
    private const string Copies = nameof(RecordsContext.TangibleCopies);
    private const string Holds = nameof(RecordsContext.LegalHolds);

    /// <summary>The subjects for whom a reason to keep their data, or its end, was put back.</summary>
    public SortedSet<long> Held { get; } = [];

    /// <summary>Puts back what is of nobody destroyed, the blocks with it.</summary>
    /// <returns>What was changed.</returns>
    public IReadOnlyList<RecordImage> OfTheLiving(RestoredBlocks blocks)
    {
        using var transaction = records.BeginTransaction();
        var images = new List<RecordImage>();
        foreach (var hold in Of(Holds).Where(IsOfLiving))
        {
            if (Put(hold, images))
            {
                Held.Add(hold.Number);
            }
        }

        Of(Copies).Where(IsOfLiving).ToList().ForEach(copy => Put(copy, images));
        images.AddRange(blocks.Replay(records, found, name => IsOfLiving(name)));

        // Only what is released for it may be destroyed: an intent without its release would be carried out on a record in use.
        Of(Destructions)
            .Where(name => IsOfLiving(name) && StateOf(name.Number) == SubjectState.ReleasedForDestruction && !IsEnded(name))
            .ToList()
            .ForEach(intent => Put(intent, images));
        foreach (var table in (string[])[nameof(RecordsContext.Remainders), nameof(RecordsContext.Incidents), nameof(RecordsContext.Notices)])
        {
            Of(table).ToList().ForEach(name => Put(name, images));
        }

        transaction.Commit();
        return images;
    }

    /// <summary>Puts back what is left of those who are destroyed, once they are again.</summary>
    /// <returns>What was changed.</returns>
    public IReadOnlyList<RecordImage> OfTheBuried()
    {
        using var transaction = records.BeginTransaction();
        var images = new List<RecordImage>();
        foreach (var table in (string[])[Subjects, Destructions, Copies])
        {
            foreach (var name in Of(table).Where(name => buried.Contains(name.Number)))
            {
                var state = StateOf(name.Number);
                if (state is null ? table is not Copies : state is SubjectState.Destroyed or SubjectState.Depersonalised)
                {
                    Put(name, images);
                }
            }
        }

        transaction.Commit();
        return images;
    }

    private IEnumerable<RecordName> Of(string table) =>
        found.Rows.Keys.Where(name => string.Equals(name.Table, table, StringComparison.Ordinal)).OrderBy(name => name.Key, StringComparer.Ordinal);

    private bool IsOfLiving(RecordName name) => !buried.Contains(name.Number) && StateOf(name.Number) is not null;

    private bool IsEnded(RecordName name) => found.Rows[name].Number(nameof(Rows.DestructionRow.DestroyedAt)) is not null;

    private bool Put(RecordName name, List<RecordImage> images)
    {
        if (FactRows.Put(records, name, found.Rows[name]) is not { } image)
        {
            return false;
        }

        images.Add(image);
        return true;
    }

    private SubjectState? StateOf(long subject)
    {
        using var state = new SqliteStatement(records, "SELECT State FROM Subjects WHERE Id = ?1");
        return state.Bind(1, subject).Step() ? (SubjectState)state.Number(0) : null;
    }
}
