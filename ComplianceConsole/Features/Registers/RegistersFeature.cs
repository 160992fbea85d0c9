using ComplianceConsole.Components;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Features.Registers.Calendar;
using ComplianceConsole.Features.Registers.Posting;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Features.Registers.Responsible;
using ComplianceConsole.Features.Registers.SetUp;

namespace ComplianceConsole.Features.Registers;

/// <summary>Purposes, fields, grounds, policy versions, the responsible person, and the first set-up of them.</summary>
public static class RegistersFeature
{
    /// <summary>Adds the use cases and the pages' contributions.</summary>
    public static IServiceCollection AddRegisters(this IServiceCollection services)
    {
        services.AddSingleton<SeedRegisters>();
        services.AddSingleton<ReadRegisters>();
        services.AddSingleton<ReadPolicyVersion>();
        services.AddSingleton<SetUpConsole>();
        services.AddSingleton<PostPolicy>();
        services.AddSingleton<ChangePost>();
        services.AddSingleton<ChangeCalendar>();
        services.AddSingleton<IPageGate, SetUpGate>();
        services.AddSingleton<IPageBanner, Banner>();
        services.AddNavigation(NavigationPlace.Registers);
        return services;
    }

    /// <summary>Maps what is no page.</summary>
    public static IEndpointRouteBuilder MapRegisters(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Links.CalendarFile, CalendarEndpoint.HandleAsync);
        return endpoints;
    }

    private sealed class Banner : IPageBanner
    {
        public Type Component => typeof(DemoBanner);
    }
}
