using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Storage.Backup;

/// <summary>What the ledger knows of a destruction.</summary>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="ActorId">By whom.</param>
/// <param name="ActorName">The name of whoever decided.</param>
/// <param name="Clause">On what clause.</param>
/// <param name="RequestId">In the course of which request.</param>
/// <param name="DestroyedAt">When it was said to be done; null where that was not said.</param>
internal sealed record KnownDestruction(Instant DecidedAt, string ActorId, string ActorName, string Clause, long? RequestId, Instant? DestroyedAt);

/// <summary>What the entries behind a backup say: the rows they left, as they left them, and the destructions. What stood in those rows they do not say.</summary>
internal sealed class TailChanges
{
    private readonly Dictionary<RecordName, Hash256?> _rows = [];
    private readonly Dictionary<long, KnownDestruction> _destructions = [];
    private readonly List<(long Subject, Instant At)> _destroyed = [];
    private readonly Dictionary<RecordName, LedgerEntry> _blocks = [];
    private readonly HashSet<RecordName> _entered = [];

    /// <summary>The rows that were changed, each with its last image; null where it was removed.</summary>
    public IReadOnlyDictionary<RecordName, Hash256?> Rows => _rows;

    /// <summary>The rows that came to be, whatever became of them: an earlier restoration may have left them out.</summary>
    public IReadOnlySet<RecordName> Entered => _entered;

    /// <summary>The destructions, by subject; of a subject without a tombstone it is the last block.</summary>
    public IReadOnlyDictionary<long, KnownDestruction> Destructions => _destructions;

    /// <summary>Who was said to be destroyed, and when, in this order; a subject more than once where a restoration did it again.</summary>
    public IReadOnlyList<(long Subject, Instant At)> Destroyed => _destroyed;

    /// <summary>The events of blocks that were written, each with the entry that names it.</summary>
    public IReadOnlyDictionary<RecordName, LedgerEntry> Blocks => _blocks;

    /// <summary>Reads the entries from an index on.</summary>
    public static TailChanges Read(SqliteConnection records, long from, CancellationToken cancellation)
    {
        var changes = new TailChanges();
        using var rows = new SqliteStatement(records, "SELECT Bytes FROM LedgerEntries WHERE \"Index\" >= ?1 ORDER BY \"Index\"");
        rows.Bind(1, from);
        while (rows.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            changes.Take(CanonicalEncoding.Decode(rows.Blob(0)));
        }

        return changes;
    }

    private void Take(LedgerEntry entry)
    {
        foreach (var image in entry.Images.Where(LedgerOrigins.IsOfRow))
        {
            var name = new RecordName(image.Table, image.Key);
            _rows[name] = image.After;
            if (image is { Before: null, After: not null })
            {
                _entered.Add(name);
            }

            if (string.Equals(name.Table, nameof(RecordsContext.BlockEvents), StringComparison.Ordinal))
            {
                Note(name, image, entry);
            }
        }

        if (entry is not { Outcome: LedgerOutcome.Done, Subjects: [var subject] })
        {
            return;
        }

        if (string.Equals(entry.Operation, "subject.destroyed", StringComparison.Ordinal))
        {
            var decided = _destructions.GetValueOrDefault(subject)
                ?? new KnownDestruction(entry.At, entry.ActorId, entry.ActorName ?? entry.ActorId, entry.Clause ?? "", entry.RequestId, DestroyedAt: null);

            // A restoration that did it again says so too; it was done the first time.
            _destructions[subject] = decided with { DestroyedAt = decided.DestroyedAt ?? entry.At };
            _destroyed.Add((subject, entry.At));
        }
        else if (entry is { Clause: { } clause } && IsDecision(entry))
        {
            _destructions[subject] = new KnownDestruction(entry.At, entry.ActorId, entry.ActorName ?? entry.ActorId, clause, entry.RequestId, DestroyedAt: null);
        }
    }

    // What a destruction took away is no block any more; what a restoration set back was written by an entry before.
    private void Note(RecordName name, RecordImage image, LedgerEntry entry)
    {
        if (image.After is null)
        {
            _blocks.Remove(name);
        }
        else
        {
            _blocks.TryAdd(name, entry with { Images = [] });
        }
    }

    // A decision to destroy is recorded as the block it is; of whoever was destroyed, the last block is the decision.
    private static bool IsDecision(LedgerEntry entry) => string.Equals(entry.Action, ProcessingAction.Blocking.Code(), StringComparison.Ordinal);
}
