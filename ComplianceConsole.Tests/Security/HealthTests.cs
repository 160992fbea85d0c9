using System.Net;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class HealthTests
{
    [Fact]
    public async Task Without_its_records_the_console_lives_and_is_not_ready()
    {
        await using var console = RunningConsole.Start();
        using var visitor = console.Visit();
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusOfAsync("/healthz/ready"));

        TestStores.Sql(console.Services.GetRequiredService<StoreFiles>().Records, "ALTER TABLE LedgerHeads RENAME TO Gone");

        Assert.Equal(HttpStatusCode.OK, await visitor.StatusOfAsync("/healthz/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await visitor.StatusOfAsync("/healthz/ready"));
    }
}
