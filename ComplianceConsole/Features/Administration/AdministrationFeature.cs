using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Features.Administration.Keys;

namespace ComplianceConsole.Features.Administration;

/// <summary>How the console is doing.</summary>
public static class AdministrationFeature
{
    /// <summary>Adds the use cases and the page's contributions.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<ReadConsoleStatus>();
        services.AddSingleton<IndexState>();
        services.AddKeys();
        services.AddNavigation(NavigationPlace.Administration);
        return services;
    }
}
