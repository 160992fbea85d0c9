using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
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
        services.AddSingleton<ITodaySection, NoCopyOfToday>();
        services.AddNavigation(NavigationPlace.Administration);
        return services;
    }

    private sealed class NoCopyOfToday : ITodaySection
    {
        public int Order => -2;

        public Right Right => Right.ChangeSettings;

        public Type Component => typeof(NoCopySection);
    }
}
