using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Features.Audit.Losses;
using ComplianceConsole.Features.Audit.Reading;
using ComplianceConsole.Features.Audit.Verification;

namespace ComplianceConsole.Features.Audit;

/// <summary>The ledger for who reads it, and its verification.</summary>
public static class AuditFeature
{
    /// <summary>Adds the use cases and the pages' contributions.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<ReadLedger>();
        services.AddSingleton<ReadEntry>();
        services.AddSingleton<ProveEntry>();
        services.AddSingleton<VerifyStores>();
        services.AddSingleton<ReadLosses>();
        services.AddSingleton<IAdministrationSection, VerificationSection>();
        services.AddSingleton<IAdministrationSection, LossesOfAdministration>();
        services.AddSingleton<ITodaySection, LossesOfToday>();
        services.AddNavigation(NavigationPlace.Audit);
        return services;
    }

    private sealed class VerificationSection : IAdministrationSection
    {
        public int Order => 50;

        public Right Right => Right.VerifyLedger;

        public Type Component => typeof(VerifyPanel);
    }

    private sealed class LossesOfAdministration : IAdministrationSection
    {
        public int Order => 5;

        public Right Right => Right.VerifyLedger;

        public Type Component => typeof(LossesSection);
    }

    private sealed class LossesOfToday : ITodaySection
    {
        public int Order => -3;

        public Right Right => Right.VerifyLedger;

        public Type Component => typeof(LossesToday);
    }
}
