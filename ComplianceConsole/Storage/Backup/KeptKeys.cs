using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup;

/// <summary>
/// Notes the keys whose records a restoration left out, before anything may take them for what a crash left behind: the backup may have been the
/// wrong one, and without the keys the right one opens nobody who was entered after it.
/// </summary>
/// <param name="records">The records, nobody else at them.</param>
/// <param name="keyring">The connection string of the keyring.</param>
internal sealed class KeptKeys(SqliteConnection records, string keyring)
{
    private static readonly (KeyHolder Kind, string Table)[] s_kinds =
    [
        (KeyHolder.Subject, nameof(RecordsContext.Subjects)),
        (KeyHolder.Request, nameof(RecordsContext.Requests)),
        (KeyHolder.Notice, nameof(RecordsContext.Notices)),
    ];

    /// <summary>Notes them, in place of those that were noted before.</summary>
    /// <param name="tail">What the ledger says behind the backup.</param>
    /// <param name="isLossAccepted">Whether entries are lost: then the ledger does not name everybody, and every key without a record is kept.</param>
    /// <param name="cancellation">Ends it, and nothing was noted.</param>
    /// <returns>How many there are.</returns>
    public int Note(TailChanges tail, bool isLossAccepted, CancellationToken cancellation)
    {
        using var transaction = records.BeginTransaction();
        var kept = s_kinds.SelectMany(one => WithoutRecord(one.Kind, one.Table, cancellation)
            .Where(id => isLossAccepted || tail.Entered.Contains(Name(one.Table, id)) || IsNoted(one.Kind, id))
            .Select(id => (one.Kind, Id: id))).ToList();
        using (var none = new SqliteStatement(records, "DELETE FROM KeptKeys"))
        {
            none.Execute();
        }

        using var note = new SqliteStatement(records, "INSERT INTO KeptKeys (Kind, Id) VALUES (?1, ?2)");
        foreach (var (kind, id) in kept)
        {
            note.Bind(1, (long)kind).Bind(2, id).Execute();
        }

        transaction.Commit();
        return kept.Count;
    }

    /// <summary>How many are noted.</summary>
    public static long Count(SqliteConnection records)
    {
        using var count = new SqliteStatement(records, "SELECT COUNT(*) FROM KeptKeys");
        return count.Step() ? count.Number(0) : 0;
    }

    private List<long> WithoutRecord(KeyHolder kind, string table, CancellationToken cancellation)
    {
        using var keys = SqliteStore.Open(keyring);
        using var held = new SqliteStatement(keys, "SELECT Id FROM HolderKeys WHERE Kind = ?1 ORDER BY Id");
        using var record = new SqliteStatement(records, $"SELECT 1 FROM {table} WHERE Id = ?1");
        var found = new List<long>();
        held.Bind(1, (long)kind);
        while (held.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Has(record.Bind(1, held.Number(0))))
            {
                found.Add(held.Number(0));
            }
        }

        return found;
    }

    private bool IsNoted(KeyHolder kind, long id)
    {
        using var noted = new SqliteStatement(records, "SELECT 1 FROM KeptKeys WHERE Kind = ?1 AND Id = ?2");
        return noted.Bind(1, (long)kind).Bind(2, id).Step();
    }

    private static RecordName Name(string table, long id) => new(table, FormattableString.Invariant($"{id}"));

    private static bool Has(SqliteStatement asked)
    {
        try
        {
            return asked.Step();
        }
        finally
        {
            asked.Reset();
        }
    }
}
