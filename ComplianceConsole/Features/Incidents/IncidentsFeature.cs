using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Storage.Notices;

namespace ComplianceConsole.Features.Incidents;

/// <summary>Puts the register of incidents into a host.</summary>
public static class IncidentsFeature
{
    /// <summary>Adds the use cases and pages. Policy 7.1, Law 25.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services) =>
        services
            .AddSingleton<RegisterIncident>()
            .AddSingleton<NotifyAuthority>()
            .AddSingleton<CarryIncidentOn>()
            .AddSingleton<ReadIncidents>()
            .AddSingleton<INoticeDelivered, BreachNoticeDelivered>()
            .AddNavigation(NavigationPlace.Incidents);
}
