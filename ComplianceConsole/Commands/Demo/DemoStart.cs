using ComplianceConsole.Features.Registers;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>Fills empty stores with the demonstration, in Development alone, before the port opens.</summary>
public static class DemoStart
{
    /// <summary>Fills them, unless an organisation stands already or this is no place for a demonstration.</summary>
    public static async Task RunAsync(WebApplication app, CancellationToken cancellation = default)
    {
        if (app.Services.GetRequiredService<DemoSettings>().Seed && await IsWantedAsync(app, cancellation))
        {
            await new DemoSeed(app.Services, app.Services.GetRequiredService<IClock>()).RunAsync(cancellation);
        }

        await FillRegistersAsync(app, cancellation);
    }

    /// <summary>
    /// Fills the registers alone, as before a verb: an import needs the policy versions, and must not find invented people.
    /// </summary>
    public static async Task FillRegistersAsync(WebApplication app, CancellationToken cancellation = default)
    {
        if (await IsWantedAsync(app, cancellation))
        {
            await app.Services.GetRequiredService<SeedRegisters>().RunAsync(cancellation);
        }
    }

    private static async Task<bool> IsWantedAsync(WebApplication app, CancellationToken cancellation) =>
        app.Environment.IsDevelopment()
        && (await app.Services.GetRequiredService<RegisterReader>().GetAsync(cancellation)).Organisation is null;
}
