using ComplianceConsole.Tests.Benchmarks.Data;
using ComplianceConsole.Tests.Intake;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>The import of a file, encrypted, indexed and recorded, beside a plain insert of the same rows in one transaction.</summary>
/// <remarks>
/// The limit is stricter than the goal was set for. It binds fields that lie in memory to one bare statement, into one table without an
/// index, at some 3 us a row; the goal, a fifth of a plain insert, came with one of 126,000 rows a second, 8 us a row. Met in full it
/// means 26,000 subjects a second there and 70,000 here: the absolute figure is to be read beside the ratio. The other way round, this
/// host collects garbage as a workstation does, on the threads that import, and the console as a server; <c>DOTNET_gcServer=1</c>
/// measures it as the console runs.
/// </remarks>
internal static class ImportPairs
{
    private const int RowsAFile = 40_000;

    public static IEnumerable<Pair> Of(DataSet data)
    {
        var files = new Queue<MemoryFile>();
        MemoryFile Next() => files.TryDequeue(out var ready) ? ready : data.Seeding.NextFile(RowsAFile);

        // What is imported once cannot be again, so each side has a file of its own; made before the clock runs.
        const int rounds = 3;
        for (var i = 0; i < rounds + 1; i++)
        {
            files.Enqueue(data.Seeding.NextFile(RowsAFile));
        }

        var plain = RawRows.Of(data.Seeding.NextFile(RowsAFile));
        yield return Pair.Of(
            "import, encrypted and indexed, beside a plain insert",
            Goal.AtLeastAsFast(0.2),
            () =>
            {
                data.Raw.InsertPlain(plain);
                return Task.CompletedTask;
            },
            () => data.Seeding.ImportAsync(Next())) with { Units = RowsAFile, Rounds = rounds, MostARound = 1 };
    }
}
