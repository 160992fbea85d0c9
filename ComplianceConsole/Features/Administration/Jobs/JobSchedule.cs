using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Jobs;
using Quartz;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>
/// Lays the jobs into the scheduler's store at start and fires each once, so that what was missed while the console stood still is made
/// up. Jobs the settings no longer ask for go.
/// </summary>
public sealed class JobSchedule(ISchedulerFactory schedulers, IEnumerable<IJobSource> sources) : IHostedService
{
    /// <summary>How the scheduler opens its file.</summary>
    internal static string ConnectionString(StoreFiles files) => $"Data Source={files.Jobs};Default Timeout={files.Patience}";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var jobs = sources.SelectMany(source => source.Jobs).ToList();
        foreach (var job in jobs)
        {
            await ScheduleAsync(scheduler, job, cancellationToken);
        }

        var known = jobs.Select(job => new JobKey(job.Name)).ToHashSet();
        foreach (var gone in (await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellationToken)).Where(key => !known.Contains(key)))
        {
            await scheduler.DeleteJob(gone, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Asked every hour at the minute of its plan: whether its slot has come is decided by the plan, in Almaty, not by the scheduler's zone.
    private static async Task ScheduleAsync(IScheduler scheduler, IConsoleJob job, CancellationToken cancellation)
    {
        var detail = JobBuilder.Create<JobTick>().WithIdentity(job.Name).StoreDurably().Build();
        var hourly = TriggerBuilder.Create()
            .WithIdentity(job.Name)
            .ForJob(detail)
            .WithCronSchedule(
                $"0 {job.Plan.Minute} * * * ?",
                cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        await scheduler.ScheduleJob(detail, [hourly], ScheduleJobOptions.Replacing, cancellation);
        await scheduler.TriggerJob(detail.Key, cancellation);
    }
}
