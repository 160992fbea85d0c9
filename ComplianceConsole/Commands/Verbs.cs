using System.CommandLine;

namespace ComplianceConsole.Commands;

/// <summary>The command line: verbs with <c>--help</c>, and without a verb the server.</summary>
public static class Verbs
{
    /// <summary>Exit code for a command line that makes no sense.</summary>
    public const int WrongUsage = 2;

    /// <summary>Runs the verb a command line names, or serves.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (settings, rest) = SettingArguments.Split(args);
        if (rest.Length == 0)
        {
            return await ConsoleHost.RunAsync(settings);
        }

        var root = new RootCommand(VerbText.Of("Root_Description"))
        {
            ServeCommand(settings),
            VerifyCommand.Create(settings),
            DueCommand.Create(settings),
            ImportCommand.Create(settings),
        };
        var parsed = root.Parse(rest);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        // One plain sentence on standard error, and nothing on standard output.
        await Console.Error.WriteLineAsync(string.Join(' ', parsed.Errors.Select(error => error.Message)) + " " + VerbText.Of("Usage_Help"));
        return WrongUsage;
    }

    private static Command ServeCommand(string[] settings)
    {
        var serve = new Command("serve", VerbText.Of("Serve_Description"));
        serve.SetAction((_, _) => ConsoleHost.RunAsync(settings));
        return serve;
    }
}
