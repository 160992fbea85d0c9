using System.Text;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Intake;

/// <summary>A block that is set while an import runs. Policy 2.1(7).</summary>
public sealed class ImportBlockTests
{
    [Fact]
    public async Task The_row_of_whoever_is_blocked_meanwhile_is_refused_as_blocked_and_the_others_go_on()
    {
        await using var stores = await Imports.OpenRecordedAsync();
        await Imports.ImportAsync(stores, Imports.File([.. Enumerable.Range(1, 6).Select(i => Imports.Row($"u{i}"))]));
        var notes = new List<RowNote>();
        var blocked = false;
        var order = new ImportOrder(
            new MemoryFile(Encoding.UTF8.GetBytes(Imports.File([.. Enumerable.Range(1, 6).Select(i => Imports.Row($"u{i}", ("post", "Director")))]))),
            DryRun: false,
            notes.Add,
            new Heard(progress =>
            {
                // Two rows are in, and the reading half is ahead of the writing: the fifth is blocked now.
                if (progress is { Rows: 2, Total: not null } && !blocked)
                {
                    blocked = true;
                    Assert.True(new BlockSubject(stores.Operation).HandleAsync(Actors.Staff, new SubjectId(5), CancellationToken.None).Wait(10_000));
                }
            }))
        {
            BatchSize = 2,
        };

        var result = (await stores.Services.GetRequiredService<ImportSubjects>().RunAsync(Actors.Dpo, order, CancellationToken.None)).Value;

        Assert.True(blocked);
        Assert.Equal((5, 1), (result.Changed, result.Rejected));
        Assert.Equal((5, RowReason.Blocked), notes.Select(note => ((int)note.Row, note.Reason)).Single());
    }

    private sealed class Heard(Action<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told(value);
    }
}
