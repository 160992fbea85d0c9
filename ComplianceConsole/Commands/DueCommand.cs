using System.CommandLine;
using System.Globalization;
using System.Text;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Commands;

/// <summary>
/// The verb <c>due</c>: counts a term and says why it ends when it does. Only reads, and is not ledgered. The answer goes to standard
/// output, what is wrong in one sentence to standard error; exit code 0, 1 for a bad file, 2 for wrong usage.
/// </summary>
public static class DueCommand
{
    /// <summary>The verb, to be added to the root command.</summary>
    /// <param name="calendar">The calendar to count by, asked when the verb runs; the built-in one of Kazakhstan when null.</param>
    public static Command Create(Func<WorkingCalendar>? calendar = null)
    {
        var from = new Option<string>("--from") { Description = DueText.Of("From", CultureInfo.CurrentUICulture), HelpName = "MOMENT" };
        var term = new Option<string>("--term") { Description = DueText.Of("Term", CultureInfo.CurrentUICulture), HelpName = "TERM" };
        var file = new Option<string>("--file") { Description = DueText.Of("File", CultureInfo.CurrentUICulture), HelpName = "FILE" };

        var command = new Command("due", DueText.Of("Description", CultureInfo.CurrentUICulture)) { from, term, file };
        command.SetAction(parsed =>
        {
            var report = new DueReport(calendar?.Invoke() ?? WorkingCalendar.Kazakhstan, CultureInfo.CurrentUICulture);
            var outcome = (parsed.GetValue(from), parsed.GetValue(term), parsed.GetValue(file)) switch
            {
                ({ } start, { } length, null) => report.Explain(start, length),
                (null, null, { } path) => ComputeFile(report, path),
                _ => DueOutcome.WrongUsage(report.Say("Usage")),
            };

            var output = outcome.ExitCode == 0 ? parsed.InvocationConfiguration.Output : parsed.InvocationConfiguration.Error;
            output.WriteLine(outcome.Text);
            return outcome.ExitCode;
        });
        return command;
    }

    private static DueOutcome ComputeFile(DueReport report, string path)
    {
        try
        {
            return report.Compute(path, File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (DecoderFallbackException)
        {
            return DueOutcome.BadFile(report.Say("File_NotAnArray", path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return DueOutcome.BadFile(report.Say("File_Unreadable", path));
        }
    }
}
