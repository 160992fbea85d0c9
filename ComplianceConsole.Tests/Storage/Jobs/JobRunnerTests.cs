using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Tests.Features.Administration.Jobs;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Jobs;

public sealed class JobRunnerTests
{
    private static readonly JobPlan s_morning = JobPlan.WorkingDays(new LocalTime(8, 0));
    private static readonly Instant s_friday = Instant.FromUtc(2026, 11, 20, 3, 0);

    [Fact]
    public async Task A_slot_is_run_once_and_recorded()
    {
        await using var stores = await OpenAsync();
        var job = new CountingJob(JobPlan.Hourly);

        Assert.True(await RunAsync(stores, job));
        Assert.False(await RunAsync(stores, job));

        var run = (await Claims(stores).LastAsync(CancellationToken.None))[job.Name];
        Assert.Equal((true, 7, stores.Clock.Now), (run.IsDone, run.Count, run.EndedAt));
    }

    [Fact]
    public async Task A_run_that_failed_is_tried_again()
    {
        await using var stores = await OpenAsync();
        var job = new CountingJob(JobPlan.Hourly) { Failure = new JobFailedException("The disk is full.") };

        Assert.True(await RunAsync(stores, job));
        Assert.False((await Claims(stores).LastAsync(CancellationToken.None))[job.Name].IsDone);
        Assert.True(await RunAsync(stores, job));
        Assert.True((await Claims(stores).LastAsync(CancellationToken.None))[job.Name].IsDone);
        Assert.Single(job.Slots);
    }

    [Fact]
    public async Task A_run_whose_process_died_is_taken_over_after_an_hour_and_not_before()
    {
        await using var stores = await OpenAsync();
        var slot = stores.Clock.Now;
        Assert.True(await Claims(stores).TryClaimAsync("counting", slot, CancellationToken.None));

        var others = new JobClaims(
            stores.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ComplianceConsole.Storage.RecordsContext>>(),
            stores.Services.GetRequiredService<ComplianceConsole.Storage.Operations.RecordsStore>(),
            stores.Clock);
        stores.Clock.Advance(JobClaims.Patience);
        Assert.False(await others.TryClaimAsync("counting", slot, CancellationToken.None));
        stores.Clock.Advance(Duration.FromTicks(1));
        Assert.True(await others.TryClaimAsync("counting", slot, CancellationToken.None));

        // The first was only slow: what it says now no longer counts.
        await Claims(stores).EndAsync("counting", slot, isDone: true, 3, CancellationToken.None);
        Assert.Null((await others.LastAsync(CancellationToken.None))["counting"].IsDone);
    }

    [Fact]
    public async Task A_morning_that_was_missed_is_made_up_on_that_day_and_not_on_the_next()
    {
        await using var stores = await OpenAsync();
        var job = new CountingJob(s_morning);
        stores.Clock.Now = s_friday - Duration.FromDays(1);
        Assert.True(await RunAsync(stores, job));

        stores.Clock.Now = s_friday + Duration.FromHours(9);
        Assert.True(await RunAsync(stores, job));
        Assert.Equal(s_friday, job.Slots[^1]);

        stores.Clock.Now = s_friday + Duration.FromDays(4) - Duration.FromHours(1);
        Assert.False(await RunAsync(stores, job));
    }

    [Fact]
    public async Task A_console_that_never_ran_a_job_has_missed_no_morning()
    {
        await using var stores = await OpenAsync();
        stores.Clock.Now = s_friday + Duration.FromHours(2);

        Assert.False(await RunAsync(stores, new CountingJob(s_morning)));
        Assert.True(await RunAsync(stores, new CountingJob(JobPlan.Hourly)));
    }

    [Fact]
    public async Task Old_runs_are_forgotten_but_for_the_last()
    {
        await using var stores = await OpenAsync();
        for (var i = 0; i < 3; i++)
        {
            await RunAsync(stores, new CountingJob(JobPlan.Hourly));
            stores.Clock.Advance(Duration.FromHours(1));
        }

        Assert.Equal(2, await Claims(stores).ForgetAsync(Instant.MaxValue, CancellationToken.None));
        Assert.Single(await Claims(stores).LastAsync(CancellationToken.None));
    }

    private static Task<TestStores> OpenAsync() =>
        TestStores.OpenAsync(more: services => services.AddSingleton<JobClaims>().AddSingleton<JobRunner>());

    private static JobClaims Claims(TestStores stores) => stores.Services.GetRequiredService<JobClaims>();

    private static Task<bool> RunAsync(TestStores stores, IConsoleJob job) =>
        stores.Services.GetRequiredService<JobRunner>().RunDueAsync(job, CancellationToken.None);
}
