namespace ComplianceConsole.Commands;

/// <summary>What a run of <c>due</c> ends with: an answer for standard output, or one sentence for standard error.</summary>
/// <param name="ExitCode">0 with an answer, 1 for a bad file, 2 for wrong usage.</param>
/// <param name="Text">The answer or the sentence.</param>
public sealed record DueOutcome(int ExitCode, string Text)
{
    internal static DueOutcome Answer(string text) => new(0, text);

    internal static DueOutcome BadFile(string sentence) => new(1, sentence);

    internal static DueOutcome WrongUsage(string sentence) => new(2, sentence);
}
