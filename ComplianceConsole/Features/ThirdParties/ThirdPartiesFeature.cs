using ComplianceConsole.Components.Contributions;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>Puts third parties into a host.</summary>
public static class ThirdPartiesFeature
{
    /// <summary>Adds the use cases, the pages and the subject's tab.</summary>
    public static IServiceCollection AddThirdParties(this IServiceCollection services) =>
        services
            .AddSingleton<ReadRecipients>()
            .AddSingleton<SaveRecipient>()
            .AddSingleton<StartTransfer>()
            .AddSingleton<RecordTransfer>()
            .AddSingleton<ReadTransfers>()
            .AddSingleton<ISubjectTab, TransfersTabEntry>()
            .AddNavigation(NavigationPlace.ThirdParties);
}
