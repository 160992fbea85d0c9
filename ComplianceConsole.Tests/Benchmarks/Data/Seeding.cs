using ComplianceConsole.Intake;
using ComplianceConsole.Tests.Intake;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>Fills stores through the import, as an organisation would.</summary>
internal sealed class Seeding(TestStores stores)
{
    private const int RowsAFile = 100_000;

    private readonly SyntheticPeople _people = new();
    private int _next;

    /// <summary>A file of people nobody has brought in yet.</summary>
    public MemoryFile NextFile(int rows)
    {
        var file = _people.File(_next, rows);
        _next += rows;
        return file;
    }

    /// <summary>Brings so many people in.</summary>
    public async Task FillAsync(int subjects)
    {
        for (var left = subjects; left > 0; left -= RowsAFile)
        {
            await ImportAsync(NextFile(Math.Min(left, RowsAFile)));
        }
    }

    /// <summary>Brings a file in, every row of it.</summary>
    public async Task ImportAsync(MemoryFile file)
    {
        var imported = await stores.Services.GetRequiredService<ImportSubjects>()
            .RunAsync(Actors.Dpo, new ImportOrder(file, DryRun: false, OnNote: null), CancellationToken.None);
        if (!imported.IsDone || imported.Value.Accepted != imported.Value.Rows)
        {
            throw new InvalidOperationException("Not every row was accepted.");
        }
    }
}
