using ComplianceConsole.Components.Contributions;

namespace ComplianceConsole.Features.Consents;

/// <summary>Puts consents into a host.</summary>
public static class ConsentsFeature
{
    /// <summary>Adds the use cases and the tab.</summary>
    public static IServiceCollection AddConsents(this IServiceCollection services) =>
        services
            .AddSingleton<ReadConsents>()
            .AddSingleton<ISubjectTab, ConsentsTabEntry>();
}
