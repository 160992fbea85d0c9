using ComplianceConsole.Documents.Layout;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceConsole.Features.Reports;

/// <summary>Reports: prepared, approved, handed over. Policy 9.1.</summary>
public static class ReportsFeature
{
    /// <summary>Adds the use cases and pages of reports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.TryAddSingleton<IReportRenderer, HarfBuzzReportRenderer>();
        services.AddSingleton<PrepareReport>();
        services.AddSingleton<ApproveReport>();
        services.AddSingleton<HandOverReport>();
        services.AddSingleton<OpenReport>();
        services.AddSingleton<ListReports>();
        return services;
    }
}
