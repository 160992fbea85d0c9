using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Features.Today.Clock;
using ComplianceConsole.Features.Today.Jobs;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Jobs;

namespace ComplianceConsole.Features.Today;

/// <summary>The first page: what is due.</summary>
public static class TodayFeature
{
    /// <summary>Adds the use case and the page.</summary>
    public static IServiceCollection AddToday(this IServiceCollection services)
    {
        services.AddSingleton<ReadToday>();
        services.AddSingleton<ReadMonth>();
        services.AddSingleton<AssignDuty>();
        services.AddSingleton<AssignRequest>();
        services.AddSingleton<IDutyStories, ReadDutyStory>();
        services.AddSingleton<IDutySource, MissedDestructions>();
        services.AddSingleton<IDutySource, AtOnceTargets>();
        services.AddSingleton<AriseDuties>();
        services.AddSingleton<ArisingJob>();
        services.AddSingleton<ConfirmClock>();
        services.AddSingleton<ITodaySection, ClockOfToday>();
        services.AddSingleton<QueueDigest>();
        services.AddSingleton<IJobSource>(provider => new JobSource(
        [
            provider.GetRequiredService<ArisingJob>(),
            .. DigestJob.Of(provider.GetRequiredService<JobsSettings>(), provider.GetRequiredService<QueueDigest>()),
        ]));
        services.AddNavigation(NavigationPlace.Today);
        return services;
    }
}
