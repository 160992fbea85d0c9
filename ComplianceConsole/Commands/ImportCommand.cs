using System.CommandLine;
using System.Globalization;
using ComplianceConsole.Intake;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Commands;

/// <summary>
/// The verb <c>import</c>: brings in an export of registered users. Exit code 0 when the file was read, though rows were rejected; 1 when it
/// was refused whole or did not reach its end; 2 for wrong usage.
/// </summary>
public static class ImportCommand
{
    private static readonly TextFamily s_text = new("IntakeText");

    /// <summary>The verb, to be added to the root command.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    public static Command Create(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = Say("Verb_File") };
        var dryRun = new Option<bool>("--dry-run") { Description = Say("Verb_DryRunOption") };
        var rejects = new Option<string?>("--rejects") { Description = Say("Verb_Rejects"), HelpName = "FILE" };
        var command = new Command("import", Say("Verb_Description")) { file, dryRun, rejects };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(rejects) is { Length: > 0 } target && IsSame(target, parsed.GetValue(file)))
            {
                parsed.AddError(Say("Verb_SameFile"));
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var request = new ImportRequest(parsed.GetRequiredValue(file), parsed.GetValue(dryRun), parsed.GetValue(rejects));
            var configuration = parsed.InvocationConfiguration;
            return VerbHost.RunAsync(
                settings,
                (services, stop) =>
                    new ImportVerb(services.GetRequiredService<ImportSubjects>(), configuration.Output, configuration.Error, !Console.IsErrorRedirected)
                        .RunAsync(request, stop),
                cancellation);
        });
        return command;
    }

    private static bool IsSame(string one, string? other) =>
        other is { Length: > 0 } && string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), StringComparison.Ordinal);

    private static string Say(string key) => s_text.Find(key, CultureInfo.CurrentUICulture) ?? key;
}
