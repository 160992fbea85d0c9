namespace ComplianceConsole.Features.Requests;

/// <summary>Requests: what comes in, its clock and its steps. Policy 8, 9.</summary>
public static class RequestsFeature
{
    /// <summary>Adds the use cases and pages of requests.</summary>
    public static IServiceCollection AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<RegisterRequest>();
        services.AddSingleton<ConfirmIdentity>();
        services.AddSingleton<RefuseRequest>();
        services.AddSingleton<AnswerRequest>();
        services.AddSingleton<ReadRequest>();
        services.AddSingleton<ListRequests>();
        return services;
    }
}
