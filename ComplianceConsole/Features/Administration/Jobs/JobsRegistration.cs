using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Jobs;
using Microsoft.Data.Sqlite;
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
        services.AddSingleton<IJobSource>(provider => new JobSource([provider.GetRequiredService<ClearingJob>()]));
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
        var seat = SchedulerSeat.Take(files);

        // Made by the container, so that it is given up with it.
        services.AddSingleton(_ => seat);
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = seat.Name);
            quartz.UsePersistentStore(store =>
            {
                store.UseSqlite(SqliteFactory.Instance, JobSchedule.Prepare(files));
                store.ProvisionSchema();
            });
        });
        services.AddHostedService(provider =>
        {
            provider.GetRequiredService<SchedulerSeat>();
            return ActivatorUtilities.CreateInstance<JobSchedule>(provider);
        });
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
