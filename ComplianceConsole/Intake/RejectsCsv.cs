using System.Globalization;
using ComplianceConsole.Intake.Rows;

namespace ComplianceConsole.Intake;

/// <summary>The file of rejected rows: row, column, reason, and never the value. A spreadsheet computes none of its cells.</summary>
public static class RejectsCsv
{
    /// <summary>The first line.</summary>
    public const string Header = "row,column,reason";

    /// <summary>One line, without its end, in the reader's language or in <paramref name="culture"/>.</summary>
    public static string Line(RowNote note, CultureInfo? culture = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{note.Row},{Cell(note.Column)},{Cell(RowReasonText.Of(note, culture))}");

    /// <summary>A cell as RFC 4180 writes it; one that a spreadsheet would take for a formula is made a text.</summary>
    public static string Cell(string text)
    {
        var inert = text.Length > 0 && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r') ? "'" + text : text;
        return inert.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{inert.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : inert;
    }
}
