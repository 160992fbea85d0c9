using System.CommandLine;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Commands;

/// <summary>The verb <c>verify</c>: recomputes the ledger and compares the records with it. Exit code 0 when both hold, 1 when not.</summary>
public static class VerifyCommand
{
    /// <summary>The verb, to be added to the root command.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    public static Command Create(string[] settings)
    {
        var command = new Command("verify", VerbText.Of("Verify_Description"));
        command.SetAction((parsed, cancellation) =>
            VerbHost.RunAsync(
                settings,
                async (services, stop) =>
                {
                    var found = await services.GetRequiredService<StoreVerifier>().VerifyAsync(progress: null, stop);
                    await parsed.InvocationConfiguration.Error.WriteLineAsync(found.RecordsLine);
                    foreach (var origin in found.OriginLines)
                    {
                        await parsed.InvocationConfiguration.Error.WriteLineAsync(origin);
                    }

                    foreach (var unfinished in found.UnfinishedLines)
                    {
                        await parsed.InvocationConfiguration.Error.WriteLineAsync(unfinished);
                    }

                    if (found.KeptLine is { } kept)
                    {
                        await parsed.InvocationConfiguration.Error.WriteLineAsync(kept);
                    }

                    await parsed.InvocationConfiguration.Output.WriteLineAsync(found.Line);
                    return found.Holds ? 0 : 1;
                },
                cancellation));
        return command;
    }
}
