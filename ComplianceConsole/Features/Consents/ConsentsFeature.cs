using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Storage.Duties;

namespace ComplianceConsole.Features.Consents;

/// <summary>Puts consents into a host.</summary>
public static class ConsentsFeature
{
    /// <summary>Adds the use cases, the tab and what expires by itself.</summary>
    public static IServiceCollection AddConsents(this IServiceCollection services) =>
        services
            .AddSingleton<ReadConsents>()
            .AddSingleton<StartConsentChange>()
            .AddSingleton<WithdrawConsent>()
            .AddSingleton<ExtendConsent>()
            .AddSingleton<PlanAchievement>()
            .AddSingleton<AchievePurposes>()
            .AddSingleton<ISelectionAction, AchievedSelectionAction>()
            .AddSingleton<IssueConsentReceipt>()
            .AddSingleton<IDutySource, ExpiredConsents>()
            .AddSingleton<ISubjectTab, ConsentsTabEntry>();
}
