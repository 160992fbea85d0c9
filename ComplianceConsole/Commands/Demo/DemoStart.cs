using ComplianceConsole.Features.Registers;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Registers;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>Fills empty stores with the demonstration, in Development alone, before the port opens.</summary>
public static class DemoStart
{
    /// <summary>Fills them, or carries on where a filling was cut short; stores that hold anything else are left alone.</summary>
    public static async Task RunAsync(WebApplication app, CancellationToken cancellation = default)
    {
        if (app.Environment.IsDevelopment() && app.Services.GetRequiredService<DemoSettings>().Seed)
        {
            await new DemoSeed(app.Services, app.Services.GetRequiredService<IClock>()).RunAsync(cancellation);
        }

        await FillRegistersAsync(app, cancellation);
    }

    /// <summary>
    /// Fills the registers alone, as before a verb: an import needs the policy versions, and must not find invented people. Where people are
    /// to be invented later, the registers are filled in their past.
    /// </summary>
    public static async Task FillRegistersAsync(WebApplication app, CancellationToken cancellation = default)
    {
        if (!app.Environment.IsDevelopment()
            || (await app.Services.GetRequiredService<RegisterReader>().GetAsync(cancellation)).Organisation is not null)
        {
            return;
        }

        if (app.Services.GetRequiredService<DemoSettings>().Seed)
        {
            await new DemoSeed(app.Services, app.Services.GetRequiredService<IClock>()).FillRegistersAsync(cancellation);
        }
        else
        {
            await app.Services.GetRequiredService<SeedRegisters>().RunAsync(cancellation);
        }
    }
}
