using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Jobs;
using Quartz;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>Puts the jobs into a host: those of the features, and the scheduler that fires them.</summary>
public static class JobsRegistration
{
    /// <summary>Adds the clearing and the list of runs.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobClaims>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<ReadJobs>();
        services.AddSingleton<ClearingJob>();
        services.AddSingleton<IndexKeyJob>();
        services.AddSingleton<IJobSource>(provider => new JobSource([provider.GetRequiredService<ClearingJob>(), provider.GetRequiredService<IndexKeyJob>()]));
        services.AddSingleton<IAdministrationSection, Section>();
        return services;
    }

    /// <summary>
    /// Adds the scheduler, for a host that serves. Its store is a file of its own. Several processes on one store keep a schedule each, and
    /// the claim of a slot decides which of them runs it.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="files">Where the stores lie.</param>
    public static IServiceCollection AddJobScheduler(this IServiceCollection services, StoreFiles files)
    {
        // Taken when the scheduler is first asked for, after the stores have opened: a refused start leaves no file behind.
        services.AddSingleton(_ => SchedulerSeat.Take(files));
        services.AddQuartz(quartz =>
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(ScheduleProvider.Instance, JobSchedule.ConnectionString(files));
                store.ProvisionSchema();
            }));
        services.AddOptions<QuartzSchedulerOptions>().Configure<SchedulerSeat>((options, seat) => options.InstanceName = seat.Name);
        services.AddHostedService<JobSchedule>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    private sealed class Section : IAdministrationSection
    {
        public int Order => 40;

        public Right Right => Right.ChangeSettings;

        public Type Component => typeof(JobsSection);
    }
}
