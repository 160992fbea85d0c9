using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Tests.Benchmarks.Data;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>One click on "Block" with its entry in one transaction, beside the commit of an entry alone.</summary>
internal static class BlockPairs
{
    public static IEnumerable<Pair> Of(DataSet data)
    {
        var block = new BlockSubject(data.Stores.Operation);

        // Each is blocked once, from the end of the numbers.
        var last = data.Subjects;
        var most = data.Subjects / 100;
        async Task BlockAsync()
        {
            var blocked = await block.HandleAsync(Actors.Staff, new SubjectId(last--), CancellationToken.None);
            if (!blocked.IsDone)
            {
                throw new InvalidOperationException("Refused: " + blocked.Refusal.Code);
            }
        }

        data.IndexFollows = false;
        yield return Pair.Of("block and its entry beside an entry alone", Goal.AtMost(1.3), () => RecordAsync(data), BlockAsync)
            with { MostARound = Math.Min(most, 512), Rounds = 31 };

        data.IndexFollows = true;
        yield return Pair.Of("the same until the search index has followed", Goal.None, () => RecordAsync(data), BlockAsync)
            with { MostARound = Math.Min(most, 64) };
        data.IndexFollows = false;
    }

    private static Task RecordAsync(DataSet data) =>
        data.Stores.Operation.ReadAsync<Done>(
            Actors.Staff,
            Right.BlockSubject,
            "benchmark.entry",
            (scope, _) =>
            {
                scope.Record(ProcessingAction.Use, "2.1(7)", new SubjectId(1));
                return Task.FromResult<Result<Done>>(default(Done));
            },
            CancellationToken.None);
}
