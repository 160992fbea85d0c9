using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Administration.Jobs;

public sealed class JobSchedulerTests : IDisposable
{
    private static readonly Instant s_start = Instant.FromUtc(2026, 11, 20, 6, 20);
    private static readonly Instant s_hour = Instant.FromUtc(2026, 11, 20, 6, 0);

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "console-tests", Guid.NewGuid().ToString("N"));

    [Fact]
    public async Task Of_two_processes_on_one_store_one_runs_a_slot()
    {
        var clock = new AdjustableClock(s_start);
        var job = new CountingJob(JobPlan.Hourly);
        await using var one = await JobHost.StartAsync(_directory, clock, job);
        await using var two = await JobHost.StartAsync(_directory, clock, job);
        Assert.Equal([s_hour], job.Slots);

        for (var hour = 1; hour <= 3; hour++)
        {
            clock.Now = s_hour + Duration.FromHours(hour);
            await Task.WhenAll(one.FireAsync(job.Name), two.FireAsync(job.Name));
        }

        Assert.Equal([.. Enumerable.Range(0, 4).Select(hour => s_hour + Duration.FromHours(hour))], job.Slots);
    }

    [Fact]
    public async Task What_was_missed_while_the_console_stood_still_is_made_up_once_at_the_next_start()
    {
        var clock = new AdjustableClock(s_start);
        var job = new CountingJob(JobPlan.Hourly);
        await using (await JobHost.StartAsync(_directory, clock, job))
        {
            Assert.Equal([s_hour], job.Slots);
        }

        clock.Advance(Duration.FromHours(5));
        await using (await JobHost.StartAsync(_directory, clock, job))
        {
            Assert.Equal([s_hour, s_hour + Duration.FromHours(5)], job.Slots);
        }

        await using (var again = await JobHost.StartAsync(_directory, clock, job))
        {
            await again.FireAsync(job.Name);
            Assert.Equal(2, job.Slots.Count);
        }
    }

    [Fact]
    public async Task The_file_of_the_schedule_is_a_file_of_its_own_for_its_owner_alone()
    {
        await using (await JobHost.StartAsync(_directory, new AdjustableClock(s_start), new CountingJob(JobPlan.Hourly)))
        {
        }

        var file = new StoreFiles(_directory, Path.Combine(_directory, "root.key")).Jobs;
        Assert.True(File.Exists(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
