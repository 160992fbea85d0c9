namespace ComplianceConsole.Domain.Duties;

/// <summary>Finds a clause in the plain text of a policy: one clause a line, its number in front, its items on the lines below.</summary>
public static class PolicyClauses
{
    /// <summary>The words of a clause with its items, a line each, without the clause's own number; null where the text has no such clause.</summary>
    /// <param name="text">The policy's text.</param>
    /// <param name="clause">The clause: <c>9.6</c>.</param>
    public static string? Find(string text, string clause)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var number = clause + ". ";
        var at = Array.FindIndex(lines, line => line.StartsWith(number, StringComparison.Ordinal));
        return at < 0
            ? null
            : string.Join('\n', lines.Skip(at + 1).TakeWhile(line => !IsNumbered(line)).Prepend(lines[at][number.Length..].TrimStart()));
    }

    // A clause or a section: digits and dots, the last of them a dot, then the words. An item has a bracket instead.
    private static bool IsNumbered(string line)
    {
        var end = line.IndexOf(' ', StringComparison.Ordinal);
        var number = end < 0 ? line : line[..end];
        return number.EndsWith('.') && char.IsAsciiDigit(number[0]) && number.All(letter => char.IsAsciiDigit(letter) || letter == '.');
    }
}
