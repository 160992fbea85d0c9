using System.CommandLine;
using System.Globalization;
using System.Text;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;

namespace ComplianceConsole.Commands;

/// <summary>
/// The verb <c>due</c>: counts a term by the organisation's working calendar and says why it ends when it does. Only reads, and is not
/// ledgered. The answer goes to standard output, what is wrong in one sentence to standard error; exit code 0, 1 for a bad file or stores
/// that cannot be used, 2 for wrong usage.
/// </summary>
public static class DueCommand
{
    private delegate Task<int> Counting(Func<WorkingCalendar, int> count, CancellationToken cancellation);

    /// <summary>The verb, to be added to the root command. It opens the stores, creating and migrating missing ones, for their calendar.</summary>
    /// <param name="settings">The arguments that are settings.</param>
    public static Command Create(string[] settings) =>
        Create((count, cancellation) =>
            VerbHost.RunAsync(
                settings,
                async (services, stop) => count((await services.GetRequiredService<RegisterReader>().GetAsync(stop)).Calendar),
                cancellation));

    /// <summary>The same, by a calendar at hand and without stores.</summary>
    public static Command Create(WorkingCalendar calendar) => Create((count, _) => Task.FromResult(count(calendar)));

    private static Command Create(Counting counting)
    {
        var from = new Option<string>("--from") { Description = DueText.Of("From", CultureInfo.CurrentUICulture), HelpName = "MOMENT" };
        var term = new Option<string>("--term") { Description = DueText.Of("Term", CultureInfo.CurrentUICulture), HelpName = "TERM" };
        var file = new Option<string>("--file") { Description = DueText.Of("File", CultureInfo.CurrentUICulture), HelpName = "FILE" };

        var command = new Command("due", DueText.Of("Description", CultureInfo.CurrentUICulture)) { from, term, file };
        command.SetAction((parsed, cancellation) =>
        {
            Func<DueReport, DueOutcome>? asked = (parsed.GetValue(from), parsed.GetValue(term), parsed.GetValue(file)) switch
            {
                ({ } start, { } length, null) => report => report.Explain(start, length),
                (null, null, { } path) => report => ComputeFile(report, path),
                _ => null,
            };
            return asked is null
                ? Task.FromResult(Tell(parsed, DueOutcome.WrongUsage(DueText.Of("Usage", CultureInfo.CurrentUICulture))))
                : counting(calendar => Tell(parsed, asked(new DueReport(calendar, CultureInfo.CurrentUICulture))), cancellation);
        });
        return command;
    }

    private static int Tell(ParseResult parsed, DueOutcome outcome)
    {
        var configuration = parsed.InvocationConfiguration;
        (outcome.ExitCode == 0 ? configuration.Output : configuration.Error).WriteLine(outcome.Text);
        return outcome.ExitCode;
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
