using System.Globalization;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>The same of requests, each of which has a key of its own that goes after the data it was about. Only reads.</summary>
internal sealed class RequestDestructionCheck(RecordsStore store, SqliteConnection keyring)
{
    private const int Part = 1_000;

    private const string Rows =
        """
        SELECT r.Id, r.Year, r.Serial, r.SubjectId, s.State FROM Requests r LEFT JOIN Subjects s ON s.Id = r.SubjectId
        """;

    /// <summary>The first that does not hold; null where all do.</summary>
    public BrokenDestruction? First(CancellationToken cancellation)
    {
        using var records = SqliteStore.Open(store.ConnectionString);
        using var part = new SqliteStatement(records, Rows + " WHERE r.Id > ?1 ORDER BY r.Id LIMIT ?2");
        using var one = new SqliteStatement(records, Rows + " WHERE r.Id = ?1");
        using var key = new SqliteStatement(keyring, Has("HolderKeys"));
        using var tombstone = new SqliteStatement(keyring, Has("Tombstones"));
        var seen = 0L;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = Read(part.Bind(1, seen).Bind(2, Part));
            foreach (var row in rows)
            {
                // Asked once more as it stands now: between row and keyring a destruction may have gone on.
                if (FaultOf(row) is not null && Read(one.Bind(1, row.Id)) is [var now] && FaultOf(now) is { } fault)
                {
                    return new BrokenDestruction(row.Subject, fault, row.Number);
                }
            }

            if (rows.Count < Part)
            {
                return null;
            }

            seen = rows[^1].Id;
        }

        DestructionFault? FaultOf(RequestKey row) =>
            (Is(key, row.Id), Is(tombstone, row.Id)) switch
            {
                (true, true) => DestructionFault.KeyOutlivesTombstone,
                (false, false) => DestructionFault.KeyLostWithoutTombstone,
                (false, true) when row.State is not SubjectState.Destroyed => DestructionFault.TombstoneWithoutDecision,
                (true, false) when row.State is SubjectState.Destroyed && IsRecorded(records, row.Id) => DestructionFault.DestroyedWithoutTombstone,
                _ => null,
            };
    }

    private static string Has(string table) => string.Create(CultureInfo.InvariantCulture, $"SELECT 1 FROM {table} WHERE Kind = {(int)KeyHolder.Request} AND Id = ?1");

    private static bool Is(SqliteStatement asked, long id)
    {
        try
        {
            return asked.Bind(1, id).Step();
        }
        finally
        {
            asked.Reset();
        }
    }

    private static bool IsRecorded(SqliteConnection records, long id)
    {
        using var entries = new SqliteStatement(
            records, "SELECT e.Bytes FROM LedgerRequests l JOIN LedgerEntries e ON e.\"Index\" = l.EntryIndex WHERE l.RequestId = ?1");
        entries.Bind(1, id);
        while (entries.Step())
        {
            if (string.Equals(CanonicalEncoding.Decode(entries.Blob(0)).Operation, RequestDestructions.Recorded, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static List<RequestKey> Read(SqliteStatement asked)
    {
        var rows = new List<RequestKey>();
        while (asked.Step())
        {
            rows.Add(new RequestKey(
                asked.Number(0),
                new RequestNumber((int)asked.Number(1), (int)asked.Number(2)),
                asked.IsNull(3) ? null : asked.Number(3),
                asked.IsNull(4) ? null : (SubjectState)asked.Number(4)));
        }

        asked.Reset();
        return rows;
    }

    private readonly record struct RequestKey(long Id, RequestNumber Number, long? Subject, SubjectState? State);
}
