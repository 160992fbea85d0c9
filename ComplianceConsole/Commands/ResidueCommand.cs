using System.CommandLine;
using System.Globalization;
using ComplianceConsole.Commands.Residue;
using ComplianceConsole.Settings;

namespace ComplianceConsole.Commands;

/// <summary>
/// The verb <c>residue</c>: looks for values in everything the console may have written. It opens no store and asks for no key. Exit code 0 when
/// everything was read and nothing found, 1 when something was found or could not be read.
/// </summary>
public static class ResidueCommand
{
    private const int MostTold = 1_000;

    /// <summary>The verb, to be added to the root command.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    public static Command Create(string[] settings)
    {
        var file = new Argument<string>("FILE-OF-VALUES") { Description = BackupCommand.Say("Residue_File") };
        var also = new Option<string[]>("--also") { Description = BackupCommand.Say("Residue_Also"), HelpName = "DIR", AllowMultipleArgumentsPerToken = false };
        var command = new Command("residue", BackupCommand.Say("Residue_Description")) { file, also };
        command.SetAction((parsed, cancellation) => Task.FromResult(
            Run(settings, parsed.GetRequiredValue(file), parsed.GetValue(also) ?? [], parsed.InvocationConfiguration, cancellation)));
        return command;
    }

    private static int Run(string[] settings, string file, IReadOnlyList<string> also, InvocationConfiguration told, CancellationToken cancellation)
    {
        try
        {
            var builder = ConsoleHost.CreateBuilder(settings);
            var read = SettingsCheck.Read(builder.Configuration, builder.Environment, SettingsUse.Stores);
            var values = Path.GetFullPath(file);
            var patterns = ResiduePatterns.Of(File.ReadLines(values));
            var hits = 0L;
            var search = new ResidueSearch(
                patterns,
                hit =>
                {
                    if (++hits <= MostTold)
                    {
                        told.Output.WriteLine(BackupCommand.Say("Residue_Hit", hit.File, hit.Offset, hit.Encoding, hit.Line));
                    }
                });
            string[] places =
            [
                read.Data.Directory, .. ((string[])[read.Data.RootKeyFile, .. read.Keyring.RootKeys]).Select(file => Path.GetDirectoryName(file)!),
                .. read.Keyring.Copies, read.Site.DataProtectionDirectory, Path.GetTempPath(), .. also,
            ];
            foreach (var place in places.Distinct(StringComparer.Ordinal))
            {
                told.Error.WriteLine(BackupCommand.Say("Residue_Place", place));
            }

            var looked = search.Run(places.Distinct(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal) { values }, cancellation);
            foreach (var unread in looked.Unread)
            {
                told.Error.WriteLine(BackupCommand.Say("Residue_Unread", unread));
            }

            var count = patterns.Select(pattern => pattern.Line).Distinct().Count();
            told.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"residue: {count} values, {looked.Files} files, {looked.Bytes} bytes, {hits} hits, {looked.Unread.Count} unread"));
            return hits == 0 && looked.Unread.Count == 0 && count > 0 ? 0 : 1;
        }
        catch (SettingsRefusedException refused)
        {
            told.Error.WriteLine(ConsoleHost.Describe(refused));
            return 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            told.Error.WriteLine(BackupCommand.Say("Residue_Unread", file));
            return 1;
        }
        catch (OperationCanceledException)
        {
            told.Error.WriteLine(ConsoleHost.Sentence("Cancelled"));
            return 1;
        }
    }
}
