using System.Text.RegularExpressions;

namespace ComplianceConsole.Features.Registers.Reading;

/// <summary>What a line of a policy is.</summary>
public enum PolicyLineKind
{
    /// <summary>The name of the document: the first line.</summary>
    Title,

    /// <summary>The heading of a section: <c>4. …</c>.</summary>
    Section,

    /// <summary>A clause: <c>4.2.1. …</c>.</summary>
    Clause,

    /// <summary>A numbered item of a clause: <c>7) …</c>.</summary>
    Item,

    /// <summary>A line without a number, belonging to the clause above it.</summary>
    Plain,
}

/// <summary>One line of a policy.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Clause">The clause as one cites it: <c>4.2.1</c>, <c>2.1(7)</c>; that of the line above for a plain line; empty for the title.</param>
/// <param name="Text">The line without its number.</param>
public sealed record PolicyLine(PolicyLineKind Kind, string Clause, string Text)
{
    /// <summary>The number as it stands before the line, or null.</summary>
    public string? Number =>
        Kind switch
        {
            PolicyLineKind.Section or PolicyLineKind.Clause => Clause + ".",
            PolicyLineKind.Item => Clause[(Clause.IndexOf('(', StringComparison.Ordinal) + 1)..^1] + ")",
            PolicyLineKind.Title or PolicyLineKind.Plain => null,
        };

    /// <summary>The fragment of the address that leads here: <c>c-4.2.1</c>; null for a line without a number.</summary>
    public string? Anchor => Number is null ? null : "c-" + Clause.Replace('(', '-').TrimEnd(')');
}

/// <summary>Reads the plain text of a policy: one clause a line, its number in front.</summary>
public static partial class PolicyText
{
    /// <summary>The lines that are not empty, in order.</summary>
    public static IReadOnlyList<PolicyLine> Read(string text)
    {
        var lines = new List<PolicyLine>();
        var clause = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var read = Read(line, clause, isFirst: lines.Count == 0);
            lines.Add(read);
            clause = read.Kind == PolicyLineKind.Item ? clause : read.Clause;
        }

        return lines;
    }

    /// <summary>The numbers of all clauses and items, in order: two languages of one version have the same.</summary>
    public static IReadOnlyList<string> Clauses(string text) =>
        [.. Read(text).Where(line => line.Number is not null).Select(line => line.Clause)];

    private static PolicyLine Read(string line, string clause, bool isFirst)
    {
        if (Item().Match(line) is { Success: true } item)
        {
            return new PolicyLine(PolicyLineKind.Item, $"{clause}({item.Groups["number"].Value})", item.Groups["text"].Value);
        }

        if (Numbered().Match(line) is { Success: true } numbered)
        {
            var number = numbered.Groups["number"].Value;
            var kind = number.Contains('.', StringComparison.Ordinal) ? PolicyLineKind.Clause : PolicyLineKind.Section;
            return new PolicyLine(kind, number, numbered.Groups["text"].Value);
        }

        return new PolicyLine(isFirst ? PolicyLineKind.Title : PolicyLineKind.Plain, clause, line);
    }

    [GeneratedRegex(@"^(?<number>\d{1,2}(\.\d{1,2}){0,3})\.\s+(?<text>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(?<number>\d{1,2})\)\s+(?<text>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Item();
}
