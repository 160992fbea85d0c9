using System.Security.Cryptography;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Benchmarks.Data;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>A read of a record with its durable entry, beside a durable commit of one row; alone and by 32 at once.</summary>
internal static class AuditPairs
{
    private const int Readers = 32;
    private const int ReadsEach = 8;

    public static IEnumerable<Pair> Of(DataSet data)
    {
        var (bytes, leaf) = (new byte[120], new byte[32]);
        int Any() => RandomNumberGenerator.GetInt32(1, data.Subjects + 1);
        Task ReadAsync() => ReadOneAsync(data, Any());

        yield return Pair.Of(
            "audited read beside one durable commit",
            Goal.AtMost(1.3),
            () =>
            {
                data.Raw.Commit(bytes, leaf);
                return Task.CompletedTask;
            },
            ReadAsync) with { Rounds = 41 };

        // One row is less than an audited read has to make durable, so the pair above asks more of the product than its work allows;
        // it stays as the design words it. This is the limit of the work itself.
        using var raw = new RawAudit(Path.Combine(data.Stores.Directory, "raw-audit.db"), data.Subjects);
        yield return Pair.Of(
            "the same beside entry, list and head in one commit",
            Goal.AtMost(1.3),
            () =>
            {
                raw.Commit(Any());
                return Task.CompletedTask;
            },
            ReadAsync) with { Rounds = 41 };

        yield return new Pair(
            "32 readers at once beside one after the other",
            Goal.AtLeastAsFast(10),
            Pair.Times(() => Pair.Times(ReadAsync)(Readers * ReadsEach)),
            Pair.Times(() => Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => Task.Run(() => Pair.Times(ReadAsync)(ReadsEach))))))
        {
            Units = Readers * ReadsEach,
            Rounds = 21,
        };
    }

    private static async Task ReadOneAsync(DataSet data, int number)
    {
        var read = await data.Stores.ReadAsync(Actors.Dpo, new SubjectId(number), Uses.Read);
        if (!read.IsDone)
        {
            throw new InvalidOperationException("Refused: " + read.Refusal.Code);
        }
    }
}
