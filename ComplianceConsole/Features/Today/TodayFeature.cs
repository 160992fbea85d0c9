using ComplianceConsole.Components.Contributions;

namespace ComplianceConsole.Features.Today;

/// <summary>The first page: what is due.</summary>
public static class TodayFeature
{
    /// <summary>Adds the use case and the page.</summary>
    public static IServiceCollection AddToday(this IServiceCollection services)
    {
        services.AddSingleton<ReadToday>();
        services.AddNavigation(NavigationPlace.Today);
        return services;
    }
}
