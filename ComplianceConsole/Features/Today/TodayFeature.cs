using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Storage.Duties;

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
        services.AddSingleton<IDutySource, MissedDestructions>();
        services.AddSingleton<AriseDuties>();
        services.AddNavigation(NavigationPlace.Today);
        return services;
    }
}
