using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace ComplianceConsole.Security.Web;

/// <summary>Says without sign-in whether the process lives and whether it can work. Nothing else is said.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false })
            .AllowAnonymous();
        endpoints.MapHealthChecks("/healthz/ready").AllowAnonymous();
    }
}
