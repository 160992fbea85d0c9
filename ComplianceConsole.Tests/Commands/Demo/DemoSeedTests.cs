using ComplianceConsole.Commands.Demo;
using ComplianceConsole.Documents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Commands.Demo;

public sealed class DemoSeedTests
{
    [Fact]
    public async Task The_demonstration_has_two_hundred_people_and_a_request_at_every_stage_of_its_clock()
    {
        // A Friday: something can fall due today.
        await using var stores = await SeedAsync();
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();

        Assert.Equal(200, await db.Subjects.CountAsync());
        Assert.True(await db.Subjects.CountAsync(row => row.State == SubjectState.Blocked) >= 5);
        Assert.Equal(3, await db.Subjects.Select(row => row.PolicyVersion).Distinct().CountAsync());
        Assert.Equal(3, await db.ImportRuns.CountAsync(run => run.Rejected == 0 && run.Warned == 0));

        var duties = await db.Duties.AsNoTracking().ToListAsync();
        var today = AlmatyZone.DayOf(stores.Clock.Now);
        var open = duties.Where(duty => duty.EndedAt is null)
            .Select(duty => ClockReading.StateOf(duty.DueDay, duty.TargetDay, today, WorkingCalendar.Kazakhstan))
            .ToHashSet();
        Assert.Superset(new HashSet<ClockState> { ClockState.Overdue, ClockState.DueToday, ClockState.Soon, ClockState.Running }, open);
        var ended = duties.Where(duty => duty.EndedAt is not null && duty.Kind is "disclose").ToList();
        Assert.Contains(ended, duty => duty.EndedAt < duty.DueBefore);
        Assert.Contains(ended, duty => duty.EndedAt >= duty.DueBefore);
    }

    [Fact]
    public async Task Its_ledger_holds_and_runs_forward_in_time()
    {
        await using var stores = await SeedAsync();

        var found = await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);

        Assert.True(found.Holds);
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        var times = (await db.LedgerEntries.OrderBy(entry => entry.Index).Select(entry => entry.Bytes).ToListAsync())
            .ConvertAll(bytes => ComplianceConsole.Ledger.CanonicalEncoding.Decode(bytes).At);
        Assert.Equal(times.Order(), times);
        Assert.All(times, at => Assert.True(at <= stores.Clock.Now));
    }

    [Fact]
    public void The_same_people_are_invented_at_every_start()
    {
        static IEnumerable<string> Names() =>
            Enumerable.Range(0, 20).Select(new DemoSubjects(DemoStory.Load(), new DemoDice(1)).NameOf);

        Assert.Equal(Names(), Names(), StringComparer.Ordinal);
        Assert.True(Names().Distinct(StringComparer.Ordinal).Count() > 15);
    }

    private static async Task<TestStores> SeedAsync()
    {
        var stores = await TestStores.OpenAsync(more: services => services.AddConsoleDocuments());
        await new DemoSeed(stores.Services, stores.Clock).RunAsync(CancellationToken.None);
        return stores;
    }
}

file static class Naming
{
    public static string NameOf(this DemoSubjects subjects, int number) =>
        subjects.Invent(number, NodaTime.Instant.FromUtc(2026, 1, 1, 0, 0), "2025-03").Name;
}
