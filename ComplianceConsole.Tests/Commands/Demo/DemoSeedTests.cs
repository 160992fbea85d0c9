using ComplianceConsole.Commands.Demo;
using ComplianceConsole.Documents;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Intake;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

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
    public async Task It_shows_third_parties_transfers_consents_with_a_last_day_letters_to_post_and_a_withdrawal_in_course()
    {
        await using var stores = await SeedAsync();
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        var today = AlmatyZone.DayOf(stores.Clock.Now);

        Assert.Equal(3, await db.Recipients.CountAsync());
        Assert.Equal(1, await db.Recipients.CountAsync(row => row.Country != "KZ"));
        Assert.Equal(9, await db.Transfers.CountAsync());
        Assert.Equal(1, await db.ConsentEvents.CountAsync(row => row.Until < today));
        Assert.Equal(1, await db.ConsentEvents.CountAsync(row => row.Until >= today));
        var letters = await db.Notices.Where(row => row.State == NoticeState.Queued).ToListAsync();
        Assert.Equal(2, letters.Count(row => row is { RecipientId: null, Channel: Channel.Post, Template: "withdrawal-accepted" }));
        Assert.Equal(2, letters.Count(row => row.RecipientId is not null));
        Assert.True(await db.Duties.CountAsync(row => row.Kind == "destroy-after-purpose" && row.EndedAt == null && row.DueDay >= today) >= 2);
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
    public async Task Cut_short_after_any_change_and_carried_on_it_ends_as_if_it_never_had_been()
    {
        await using var whole = await SeedAsync();
        var cutter = new Cutter();
        await using var stores = await OpenAsync(cutter);
        var runs = 0;
        while (!await cutter.RunAsync(stores))
        {
            // Days pass between the runs: the past stays where it was planned.
            runs++;
            stores.Clock.Advance(Duration.FromHours(1));
        }

        Assert.True(runs > 100);
        Assert.Equal(await HistoryAsync(whole), await HistoryAsync(stores));
        Assert.Equal(200, await CountAsync(stores));
        Assert.Equal(3, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM ImportRuns"));
        Assert.True((await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task It_follows_registers_that_a_verb_had_filled_before_and_is_added_once()
    {
        await using var stores = await OpenAsync();
        await new DemoSeed(stores.Services, stores.Clock).FillRegistersAsync(CancellationToken.None);
        Assert.Equal(0, await CountAsync(stores));
        stores.Clock.Advance(Duration.FromDays(2));

        await new DemoSeed(stores.Services, stores.Clock).RunAsync(CancellationToken.None);
        var history = await HistoryAsync(stores);
        await new DemoSeed(stores.Services, stores.Clock).RunAsync(CancellationToken.None);

        Assert.Equal(200, await CountAsync(stores));
        Assert.Equal(history, await HistoryAsync(stores));
        Assert.Equal(history.Select(entry => entry.At).Order(), history.Select(entry => entry.At));
    }

    [Fact]
    public async Task Stores_with_anything_that_is_not_its_own_are_left_alone()
    {
        await using var own = await (await OpenAsync()).WithRegistersAsync();
        await own.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await new DemoSeed(own.Services, own.Clock).RunAsync(CancellationToken.None);
        Assert.Equal(1, await CountAsync(own));

        await using var real = await (await OpenAsync()).WithRegistersAsync();
        TestStores.Sql(real.Files.Records, "UPDATE Organisations SET IsDemo = 0");
        await new DemoSeed(real.Services, real.Clock).RunAsync(CancellationToken.None);
        Assert.Equal(0, await CountAsync(real));

        var cutter = new Cutter();
        await using var worked = await OpenAsync(cutter);
        Assert.False(await cutter.RunAsync(worked));
        Assert.False(await cutter.RunAsync(worked));
        Assert.Equal(150, await CountAsync(worked));
        await worked.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await new DemoSeed(worked.Services, worked.Clock).RunAsync(CancellationToken.None);
        Assert.Equal(151, await CountAsync(worked));
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
        var stores = await OpenAsync();
        await new DemoSeed(stores.Services, stores.Clock).RunAsync(CancellationToken.None);
        return stores;
    }

    private static Task<TestStores> OpenAsync(Cutter? cutter = null) =>
        TestStores.OpenAsync(more: services =>
        {
            services.AddConsoleDocuments().AddIntake();
            if (cutter is not null)
            {
                services.AddSingleton<IAfterCommit>(cutter);
            }
        });

    private static async Task<int> CountAsync(TestStores stores)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return await db.Subjects.CountAsync();
    }

    private static async Task<List<(Instant At, string Operation, string Subjects)>> HistoryAsync(TestStores stores)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return (await db.LedgerEntries.OrderBy(entry => entry.Index).Select(entry => entry.Bytes).ToListAsync())
            .ConvertAll(bytes => ComplianceConsole.Ledger.CanonicalEncoding.Decode(bytes))
            .ConvertAll(entry => (entry.At, entry.Operation, string.Join(',', entry.Subjects)));
    }

    /// <summary>Ends a filling after its next change.</summary>
    private sealed class Cutter : IAfterCommit
    {
        private CancellationTokenSource _ends = new();

        public ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation) => new(_ends.CancelAsync());

        /// <summary>Runs to the next change.</summary>
        /// <returns>Whether there was none left.</returns>
        public async Task<bool> RunAsync(TestStores stores)
        {
            using var ends = _ends = new CancellationTokenSource();
            try
            {
                await new DemoSeed(stores.Services, stores.Clock).RunAsync(ends.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}

file static class Naming
{
    public static string NameOf(this DemoSubjects subjects, int number) =>
        subjects.Invent(number, Instant.FromUtc(2026, 1, 1, 0, 0), "2025-03").Name;
}
