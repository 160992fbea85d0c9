using System.CommandLine;
using System.Globalization;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Commands;

/// <summary>The verb <c>verify</c>: recomputes the ledger. Exit code 0 when it holds, 1 when it does not.</summary>
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
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(Describe(found));
                    return found.Holds ? 0 : 1;
                },
                cancellation));
        return command;
    }

    /// <summary>
    /// One line that scripts read, in every language the same: <c>ledger: N entries, root HEX, ok</c>, or the first index that does not hold.
    /// </summary>
    public static string Describe(StoreVerification found) =>
        found.Holds
            ? string.Create(CultureInfo.InvariantCulture, $"ledger: {found.Ledger.Count} entries, root {found.Ledger.Root}, ok")
            : found.FirstBadIndex is { } index
                ? string.Create(CultureInfo.InvariantCulture, $"ledger: entry {index} does not hold ({Problem(found)})")
                : $"ledger: the head does not hold ({Problem(found)})";

    private static string Problem(StoreVerification found) => found.Ledger.Holds ? "Details" : found.Ledger.Problem.ToString();
}
