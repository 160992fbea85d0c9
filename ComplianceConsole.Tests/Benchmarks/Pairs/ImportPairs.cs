using ComplianceConsole.Tests.Benchmarks.Data;
using ComplianceConsole.Tests.Intake;

namespace ComplianceConsole.Tests.Benchmarks.Pairs;

/// <summary>The import of a file, encrypted, indexed and recorded, beside a plain insert of the same rows in one transaction.</summary>
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
