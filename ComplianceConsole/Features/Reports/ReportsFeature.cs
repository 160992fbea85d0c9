using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Features.Reports.Pages;

namespace ComplianceConsole.Features.Reports;

/// <summary>Reports: prepared, approved, handed over. Policy 9.1.</summary>
public static class ReportsFeature
{
    /// <summary>Adds the use cases and pages of reports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton<PrepareReport>();
        services.AddSingleton<ApproveReport>();
        services.AddSingleton<HandOverReport>();
        services.AddSingleton<OpenReport>();
        services.AddSingleton<ListReports>();
        services.AddNavigation(NavigationPlace.Reports);
        services.AddSingleton<IRequestAction>(new RequestAction(RequestStep.PrepareReport, typeof(PrepareReportForm)));
        services.AddSingleton<IRequestAction>(new RequestAction(RequestStep.ApproveReport, typeof(ApproveReportForm)));
        services.AddSingleton<IRequestAction>(new RequestAction(RequestStep.HandOver, typeof(HandOverForm)));
        return services;
    }
}
