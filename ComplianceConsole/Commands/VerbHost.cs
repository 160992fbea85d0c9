using ComplianceConsole.Commands.Demo;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Console;

namespace ComplianceConsole.Commands;

/// <summary>Runs a verb on the stores that the settings name, with everything of the console but the web site.</summary>
public static class VerbHost
{
    /// <summary>Opens the stores, creating and migrating missing ones, runs the verb, and says in one sentence why it could not.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    /// <param name="verb">What to do; its answer is the exit code.</param>
    /// <param name="cancellation">Ctrl+C.</param>
    /// <param name="opensStores">False where the verb opens them itself.</param>
    /// <returns>The verb's exit code; 1 where the stores or the settings do not allow it.</returns>
    public static async Task<int> RunAsync(
        string[] settings,
        Func<IServiceProvider, CancellationToken, Task<int>> verb,
        CancellationToken cancellation,
        bool opensStores = true)
    {
        try
        {
            var builder = ConsoleHost.CreateBuilder(settings);
            var read = builder.AddConsoleSettings(SettingsUse.Stores);

            // Also where the settings ask for more: what a verb says is read by people and scripts.
            builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
            ConsoleHost.AddRooms(builder.Services, read);

            // What features contribute to pages needs the site's services, which a verb does not have and never asks for.
            builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = false);
            await using var app = builder.Build();
            if (!opensStores)
            {
                return await verb(app.Services, cancellation);
            }

            await app.Services.OpenStores(cancellation);
            await DemoStart.FillRegistersAsync(app, cancellation);
            var exitCode = await verb(app.Services, cancellation);
            app.Services.GetRequiredService<HeadMemory>().Remember();
            app.Services.GetRequiredService<LedgerShipping>().Ship();
            return exitCode;
        }
        catch (SettingsRefusedException refused)
        {
            return await FailAsync(ConsoleHost.Describe(refused));
        }
        catch (StoreException refused)
        {
            return await FailAsync(refused.Message);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(ConsoleHost.Sentence("StoresUnavailable", failure.Message));
        }
        catch (OperationCanceledException)
        {
            return await FailAsync(ConsoleHost.Sentence("Cancelled"));
        }
    }

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }
}
