using ComplianceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ComplianceConsole.Security.Web;

/// <summary>Whether the records can be read, without which no use case can be carried out.</summary>
internal sealed class StoresHealth(IDbContextFactory<RecordsContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.LedgerHeads.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
