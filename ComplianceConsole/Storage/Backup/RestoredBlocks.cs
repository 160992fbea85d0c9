using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup.Facts;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Sets the blocks again that were set after a backup, and lets those go that were released, event by event as the ledger names them: a
/// restoration must not put anybody's data into use who had it stopped. Where the event itself is not to be had, who did it and when still stands
/// in the ledger; only the reason is gone then. Policy 2.1(7).
/// </summary>
internal sealed class RestoredBlocks(TailChanges tail)
{
    private static readonly ImagedTable s_events = ImagedTables.Of<BlockEventRow>();

    /// <summary>Who is blocked now and was not in the backup.</summary>
    public SortedSet<long> Blocked { get; } = [];

    /// <summary>Who is released now and was blocked in the backup.</summary>
    public SortedSet<long> Released { get; } = [];

    /// <summary>Whose destruction is under way now and was not in the backup.</summary>
    public SortedSet<long> UnderWay { get; } = [];

    /// <summary>Replays them.</summary>
    /// <param name="records">The records, in a transaction.</param>
    /// <param name="found">The facts that were found.</param>
    /// <param name="isAsked">Whose rows are looked at.</param>
    /// <returns>What was changed.</returns>
    public IReadOnlyList<RecordImage> Replay(SqliteConnection records, FoundFacts found, Func<RecordName, bool> isAsked)
    {
        var images = new List<RecordImage>();
        var events = tail.Blocks.Keys
            .Concat(found.Rows.Keys.Where(name => string.Equals(name.Table, s_events.Name, StringComparison.Ordinal)))
            .Distinct()
            .Where(isAsked)
            .Where(name => FactRows.Find(records, name) is null)
            .Select(name => (Name: name, Row: found.Rows.GetValueOrDefault(name) ?? Remade(name)))
            .Where(one => one.Row is not null);
        foreach (var one in events.GroupBy(one => one.Name.Number).OrderBy(one => one.Key))
        {
            images.AddRange(Replay(records, found, one.Key, [.. one.Select(each => (each.Name, each.Row!)).OrderBy(each => SequenceOf(each.Item2))]));
        }

        return images;
    }

    private List<RecordImage> Replay(SqliteConnection records, FoundFacts found, long subject, IReadOnlyList<(RecordName Name, StoredRow Row)> events)
    {
        var images = new List<RecordImage>();
        using var select = new SqliteStatement(records, ImagedTables.Subjects.Select + " WHERE Id = ?1");
        var (was, before) = (StateOf(records, subject), ImageOf(select, subject));
        var state = was;
        foreach (var (name, row) in events)
        {
            if (FactRows.Put(records, name, row) is { } image)
            {
                images.Add(image);
            }

            state = Apply(records, subject, row, state, MayBeDestroyed(records, found, subject));
        }

        if (ImageOf(select, subject) is { } after && after != before)
        {
            images.Add(new RecordImage(ImagedTables.Subjects.Name, FormattableString.Invariant($"{subject}"), before, after));
        }

        Note(subject, was, state);
        return images;
    }

    private void Note(long subject, SubjectState was, SubjectState state)
    {
        if (state == SubjectState.Active && was != SubjectState.Active)
        {
            Released.Add(subject);
        }
        else if (state == SubjectState.Blocked && was == SubjectState.Active)
        {
            Blocked.Add(subject);
        }
        else if (state == SubjectState.ReleasedForDestruction && was != SubjectState.ReleasedForDestruction)
        {
            UnderWay.Add(subject);
        }
    }

    // One event at a time, each before the state it explains: the database asks for it.
    private static SubjectState Apply(SqliteConnection records, long subject, StoredRow why, SubjectState state, bool mayBeDestroyed)
    {
        var next = (BlockEventKind)why.Number(nameof(BlockEventRow.Kind))!.Value switch
        {
            BlockEventKind.Blocked => SubjectState.Blocked,
            BlockEventKind.Undone or BlockEventKind.Unblocked => SubjectState.Active,
            BlockEventKind.ReleasedForDestruction when mayBeDestroyed => SubjectState.ReleasedForDestruction,
            _ => state,
        };
        using var update = new SqliteStatement(
            records,
            """
            UPDATE Subjects SET State = ?2, NextSequence = MAX(NextSequence, ?3 + 1), Revision = (SELECT MAX(Size) FROM LedgerHeads),
                BlockedAt = CASE WHEN ?2 = 0 THEN NULL WHEN ?6 THEN ?4 ELSE BlockedAt END,
                BlockedBy = CASE WHEN ?2 = 0 THEN NULL WHEN ?6 THEN ?5 ELSE BlockedBy END
            WHERE Id = ?1
            """);
        update
            .Bind(1, subject)
            .Bind(2, (long)next)
            .Bind(3, SequenceOf(why))
            .Bind(4, why.Number(nameof(BlockEventRow.At)))
            .Bind(5, why.Text(nameof(BlockEventRow.ActorId)))
            .Bind(6, state == SubjectState.Active && next == SubjectState.Blocked ? 1L : 0L)
            .Execute();
        return next;
    }

    // Without the decision there is nobody to carry it out, and what has to be kept stays: then the record stands blocked until somebody decides.
    private static bool MayBeDestroyed(SqliteConnection records, FoundFacts found, long subject)
    {
        using var held = new SqliteStatement(records, "SELECT 1 FROM LegalHolds WHERE SubjectId = ?1 AND LiftedAt IS NULL");
        using var decided = new SqliteStatement(records, "SELECT 1 FROM Destructions WHERE SubjectId = ?1");
        var decision = new RecordName(nameof(RecordsContext.Destructions), FormattableString.Invariant($"{subject}"));
        return !held.Bind(1, subject).Step() && (found.Rows.ContainsKey(decision) || decided.Bind(1, subject).Step());
    }

    // Without a reason an event says nothing that the ledger does not: the image tells which of them it was.
    private StoredRow? Remade(RecordName name)
    {
        var (entry, image) = (tail.Blocks[name], tail.Rows[name]);
        var rows = Enum.GetValues<BlockEventKind>().Select(kind => (Kind: kind, Row: RowOf(name, entry, kind))).ToList();
        var exact = rows.Find(one => s_events.Of(one.Row) == image);
        return exact.Row ?? (KindOf(entry) is { } kind ? rows.Find(one => one.Kind == kind).Row : null);
    }

    private static BlockEventKind? KindOf(LedgerEntry entry) =>
        string.Equals(entry.Operation, "subject.block.reason", StringComparison.Ordinal) ? null
        : string.Equals(entry.Action, ProcessingAction.Unblocking.Code(), StringComparison.Ordinal) ? BlockEventKind.Unblocked
        : BlockEventKind.Blocked;

    private static StoredRow RowOf(RecordName name, LedgerEntry entry, BlockEventKind kind) =>
        s_events.Stored(
            new BlockEventRow
            {
                SubjectId = name.Number,
                Sequence = int.Parse(name.Key.AsSpan(name.Key.IndexOf('/', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture),
                At = entry.At,
                Kind = kind,
                ActorId = entry.ActorId,
                ActorName = entry.ActorName ?? entry.ActorId,
            });

    private static long SequenceOf(StoredRow row) => row.Number(nameof(BlockEventRow.Sequence))!.Value;

    private static SubjectState StateOf(SqliteConnection records, long subject)
    {
        using var state = new SqliteStatement(records, "SELECT State FROM Subjects WHERE Id = ?1");
        state.Bind(1, subject).Step();
        return (SubjectState)state.Number(0);
    }

    private static Hash256? ImageOf(SqliteStatement select, long subject)
    {
        try
        {
            return select.Bind(1, subject).Step() ? ImagedTables.Subjects.Of(select) : null;
        }
        finally
        {
            select.Reset();
        }
    }
}
