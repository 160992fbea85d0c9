using System.Globalization;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Intake;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Commands;

/// <summary>What <c>import</c> was asked for.</summary>
/// <param name="File">The file, relative to where the command was given.</param>
/// <param name="DryRun">Whether nothing is written.</param>
/// <param name="Rejects">Where the rejected rows are written, if anywhere.</param>
public sealed record ImportRequest(string File, bool DryRun, string? Rejects);

/// <summary>Runs <c>import</c> on open stores, and says on the two outputs what became of the rows.</summary>
/// <param name="import">The use case.</param>
/// <param name="output">What scripts read; the last line is the result.</param>
/// <param name="error">Progress, and what went wrong.</param>
/// <param name="showsProgress">Whether a person watches the error output.</param>
public sealed class ImportVerb(ImportSubjects import, TextWriter output, TextWriter error, bool showsProgress)
{
    private static readonly TextFamily s_text = new("IntakeText");

    /// <summary>Imports as the operating-system user, who acts as administrator.</summary>
    /// <returns>0 when the file was read to its end, though rows were rejected; 1 otherwise.</returns>
    public async Task<int> RunAsync(ImportRequest request, CancellationToken cancellation)
    {
        RejectsFile? rejects;
        try
        {
            rejects = request.Rejects is { } path ? new RejectsFile(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await FailAsync(Say("Verb_RejectsUnwritable", request.Rejects!));
        }

        using (rejects)
        {
            var order = new ImportOrder(
                new DiskFile(request.File),
                request.DryRun,
                note => Tell(note, rejects),
                showsProgress ? new Counter(error) : null);
            var answer = await import.RunAsync(Actor.CommandLine(Environment.UserName), order, cancellation);
            if (!answer.TryGet(out var result, out var refusal))
            {
                return await FailAsync(RefusalText.Of(refusal));
            }

            rejects?.Keep();
            await DescribeAsync(result);
            return result.WasCancelled ? await FailAsync(result.LookedThrough > 0 ? Say("LookCancelled", result.LookedThrough) : Say("Verb_Cancelled", result.Rows)) : 0;
        }
    }

    /// <summary>The line that scripts read, in every language the same.</summary>
    public static string Summary(ImportResult result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Rows} rows: {result.Accepted} accepted, {result.Warned} accepted with warnings, {result.Rejected} rejected");

    private void Tell(RowNote note, RejectsFile? rejects)
    {
        var column = note.Column.Length == 0 ? Say("WholeRow") : note.Column;
        output.WriteLine(Say(note.IsRejection ? "Line_Rejected" : "Line_Warned", note.Row, column, RowReasonText.Of(note)));
        if (note.IsRejection)
        {
            rejects?.Add(note);
        }
    }

    private async Task DescribeAsync(ImportResult result)
    {
        if (result.UnknownColumns.Count > 0)
        {
            await output.WriteLineAsync(Say("UnknownColumns", string.Join(", ", result.UnknownColumns)));
        }

        if (result.DroppedPassword)
        {
            await output.WriteLineAsync(Say("DroppedPassword"));
        }

        if (result.IsDryRun)
        {
            await output.WriteLineAsync(Say("Verb_DryRun"));
        }

        await output.WriteLineAsync(Summary(result));
    }

    private async Task<int> FailAsync(string sentence)
    {
        await error.WriteLineAsync(sentence);
        return 1;
    }

    private static string Say(string key, params object[] values) =>
        string.Format(CultureInfo.CurrentCulture, s_text.Find(key) ?? key, values);

    private sealed class Counter(TextWriter error) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            error.WriteLine(value.Total is { } total ? Say("Verb_Progress", value.Rows, total) : Say("Verb_Looking", value.Rows));
    }
}
