using ComplianceConsole.Documents.Layout;

namespace ComplianceConsole.Documents;

/// <summary>Hands out what draws documents.</summary>
public static class DocumentsRegistration
{
    /// <summary>Adds the engine. Another one takes its place by another registration of <see cref="IReportRenderer"/>.</summary>
    public static IServiceCollection AddConsoleDocuments(this IServiceCollection services) =>
        services.AddSingleton<IReportRenderer, HarfBuzzReportRenderer>();
}
