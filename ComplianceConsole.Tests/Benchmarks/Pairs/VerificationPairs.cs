using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Tests.Benchmarks.Data;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>Verification of a ledger with an entry for each subject, beside SHA-256 over the same bytes in memory, on one core.</summary>
internal static class VerificationPairs
{
    private const int Batch = 20_000;

    public static IEnumerable<Pair> Of(DataSet data)
    {
        Grow(data);
        var entries = Entries(data);
        Task HashAsync()
        {
            foreach (var entry in entries)
            {
                SHA256.HashData(entry);
            }

            return Task.CompletedTask;
        }

        yield return Pair.Of(
            $"verification of {entries.Count:N0} entries beside SHA-256 alone", Goal.AtLeastAsFast(0.5), HashAsync, () => VerifyLedgerAsync(data))
            with { Units = entries.Count, Rounds = 7 };
        yield return Pair.Of("the same with details, lists and every record opened", Goal.None, HashAsync, () => VerifyStoreAsync(data))
            with { Units = entries.Count, Rounds = 3 };
    }

    private static async Task VerifyLedgerAsync(DataSet data)
    {
        var store = data.Service<RecordsStore>();
        await using var connection = SqliteStore.Open(store.ConnectionString);
        using var rows = new StoredEntries(connection);
        var verified = await new LedgerVerifier(store.Ledger.Authenticator).VerifyAsync(rows, store.Ledger.Head);
        if (!verified.Holds)
        {
            throw new InvalidOperationException("The ledger does not hold.");
        }
    }

    private static async Task VerifyStoreAsync(DataSet data)
    {
        if (!(await data.Service<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds)
        {
            throw new InvalidOperationException("The stores do not hold.");
        }
    }

    private static void Grow(DataSet data)
    {
        var store = data.Service<RecordsStore>();
        using var connection = SqliteStore.Open(store.ConnectionString);
        using var appender = new LedgerAppender(connection, store.Ledger);
        for (var from = 1; from <= data.Subjects; from += Batch)
        {
            using var transaction = connection.BeginTransaction();
            var range = appender.Begin();
            var head = appender.Append(
                range, [.. Enumerable.Range(from, Math.Min(Batch, data.Subjects - from + 1)).Select(number => Entry(data, number))]);
            transaction.Commit();
            store.Ledger.Adopt(range, head);
        }
    }

    private static SealedEntry Entry(DataSet data, long subject) =>
        new(
            new LedgerEntry
            {
                Index = 0,
                At = data.Stores.Clock.Now,
                ActorId = Actors.Dpo.Id,
                ActorName = Actors.Dpo.Name,
                Roles = RoleCodes.Format(Actors.Dpo.Roles),
                Action = "use",
                Operation = "subject.read",
                Subjects = [subject],
                Purpose = "law",
                Clause = "8.2",
                Outcome = LedgerOutcome.Done,
            },
            Details: null);

    private static List<byte[]> Entries(DataSet data)
    {
        using var connection = SqliteStore.Open(data.Stores.Files.RecordsConnection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Bytes FROM LedgerEntries ORDER BY \"Index\"";
        using var rows = command.ExecuteReader();
        var entries = new List<byte[]>();
        while (rows.Read())
        {
            entries.Add((byte[])rows[0]);
        }

        return entries;
    }
}
