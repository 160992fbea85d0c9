using System.CommandLine;
using System.Globalization;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Backup;

namespace ComplianceConsole.Commands;

/// <summary>The verb <c>backup</c>: a consistent copy of the records while the console runs. Exit code 0 when it was written and holds, 1 when not.</summary>
public static class BackupCommand
{
    private static readonly TextFamily s_text = new("BackupText");

    /// <summary>The verb, to be added to the root command.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    public static Command Create(string[] settings)
    {
        var directory = new Argument<string>("DIR") { Description = Say("Backup_Dir") };
        var command = new Command("backup", Say("Backup_Description")) { directory };
        command.SetAction((parsed, cancellation) =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            return VerbHost.RunAsync(
                settings,
                async (services, stop) =>
                {
                    var answer = await services.GetRequiredService<TakeBackup>()
                        .HandleAsync(Actor.CommandLine(Environment.UserName), parsed.GetRequiredValue(directory), stop);
                    if (!answer.TryGet(out var taken, out var refusal))
                    {
                        await error.WriteLineAsync(RefusalText.Of(refusal));
                        return 1;
                    }

                    await error.WriteLineAsync(Say("Backup_Done", taken.Folder.Path, taken.Subjects, taken.Entries));
                    await error.WriteLineAsync(Say("Backup_NotInIt"));
                    await output.WriteLineAsync(taken.Line);
                    return 0;
                },
                cancellation);
        });
        return command;
    }

    internal static string Say(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, s_text.Find(key, CultureInfo.CurrentUICulture) ?? key, values);
}
