using System.CommandLine;
using System.CommandLine.Parsing;

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
            KeysCommand.Create(settings),
            BackupCommand.Create(settings),
            RestoreCommand.Create(settings),
            ResidueCommand.Create(settings),
        };
        foreach (var verb in root.Subcommands)
        {
            verb.Description += " " + VerbText.Of("Usage_Settings");
        }

        var parsed = root.Parse(rest);
        var mistake = Mistake(root, parsed);
        if (mistake is null && parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        // One plain sentence on standard error, and nothing on standard output.
        await Console.Error.WriteLineAsync((mistake ?? string.Join(' ', parsed.Errors.Select(error => error.Message))) + " " + VerbText.Of("Usage_Help"));
        return WrongUsage;
    }

    // What the parser takes for a file or leaves over, said as what it is: a verb or an option that does not exist.
    private static string? Mistake(RootCommand root, ParseResult parsed)
    {
        if (parsed.CommandResult.Command == root)
        {
            return parsed.UnmatchedTokens is [var verb, ..] ? VerbText.Of("Usage_UnknownVerb", verb) : null;
        }

        var option = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal));
        return option is null ? null : VerbText.Of("Usage_UnknownOption", option.Value);
    }

    private static Command ServeCommand(string[] settings)
    {
        var serve = new Command("serve", VerbText.Of("Serve_Description"));
        serve.SetAction((_, _) => ConsoleHost.RunAsync(settings));
        return serve;
    }
}
