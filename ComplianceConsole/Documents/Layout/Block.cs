using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ComplianceConsole.Documents.Layout;

/// <summary>A part of a document that says what it means and nothing about where it stands.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "block")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(KeyValue), "keyValue")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Timeline), "timeline")]
[JsonDerivedType(typeof(Qr), "qr")]
[JsonDerivedType(typeof(SignatureLine), "signatureLine")]
[JsonDerivedType(typeof(PageBreak), "pageBreak")]
public abstract record Block;

/// <summary>A heading; it is never left alone at the foot of a page.</summary>
/// <param name="Level">1 (a section) to 3.</param>
/// <param name="Text">Its words.</param>
public sealed record Heading(int Level, string Text) : Block;

/// <summary>Running text.</summary>
/// <param name="Text">Its words; a line end in it begins a new line.</param>
/// <param name="Tone">How it is set.</param>
/// <param name="Language">Its language, as in <c>ru</c>, where it is not the document's.</param>
public sealed record Paragraph(string Text, Tone Tone = Tone.Normal, string? Language = null) : Block;

/// <summary>A list of names and what stands under each.</summary>
/// <param name="Rows">In order.</param>
public sealed record KeyValue(ImmutableArray<KeyValueRow> Rows) : Block;

/// <summary>One name with its value.</summary>
public sealed record KeyValueRow(string Key, Cell Value);

/// <summary>A table; its header is repeated on every page it reaches.</summary>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">Each with a cell for every column.</param>
public sealed record Table(ImmutableArray<TableColumn> Columns, ImmutableArray<TableRow> Rows) : Block;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its name.</param>
/// <param name="Weight">Its share of the width, relative to the other columns.</param>
/// <param name="AlignRight">Whether its cells stand at the right, as numbers do.</param>
public sealed record TableColumn(string Header, double Weight = 1, bool AlignRight = false);

/// <summary>A row of a table.</summary>
public sealed record TableRow(ImmutableArray<Cell> Cells);

/// <summary>What stands in a cell: lines below each other.</summary>
public sealed record Cell(ImmutableArray<CellLine> Lines)
{
    /// <summary>A cell of one line.</summary>
    public static implicit operator Cell(string text) => new([new CellLine(text)]);

    /// <summary>A cell of one line; the same as the conversion.</summary>
    public static Cell FromString(string text) => text;

    /// <summary>A cell of several lines.</summary>
    public static Cell Of(params ReadOnlySpan<CellLine> lines) => new([.. lines]);
}

/// <summary>A line of a cell; it takes more than one line of the page where it is long.</summary>
public sealed record CellLine(string Text, Tone Tone = Tone.Normal)
{
    /// <summary>A line in the normal tone.</summary>
    public static implicit operator CellLine(string text) => new(text);

    /// <summary>A line in the normal tone; the same as the conversion.</summary>
    public static CellLine FromString(string text) => text;
}

/// <summary>Events down a line of time.</summary>
/// <param name="Events">The first one first.</param>
public sealed record Timeline(ImmutableArray<TimelineEvent> Events) : Block;

/// <summary>One event.</summary>
/// <param name="When">Its time in words.</param>
/// <param name="What">A sentence.</param>
/// <param name="Details">Said below it, smaller.</param>
/// <param name="Gap">Whether it stands for a time in which nothing was in force; drawn open.</param>
public sealed record TimelineEvent(string When, string What, ImmutableArray<string> Details, bool Gap = false);

/// <summary>A QR code with words beside it.</summary>
/// <param name="Payload">What the code says; printed nowhere else.</param>
/// <param name="Alternative">What the picture is, for those who cannot see it.</param>
/// <param name="Lines">The words beside it.</param>
public sealed record Qr(string Payload, string Alternative, ImmutableArray<CellLine> Lines) : Block;

/// <summary>A line to sign on by hand.</summary>
/// <param name="Role">Whose signature it is.</param>
/// <param name="Name">The name of who signs; empty where it is to be written.</param>
/// <param name="Caption">What is to be written above the line: signature, date.</param>
public sealed record SignatureLine(string Role, string Name, string Caption) : Block;

/// <summary>What follows begins on a new page.</summary>
public sealed record PageBreak : Block;

/// <summary>How words are set.</summary>
public enum Tone
{
    /// <summary>As the text around.</summary>
    Normal,

    /// <summary>Stressed.</summary>
    Strong,

    /// <summary>Said beside the point: smaller and paler.</summary>
    Muted,

    /// <summary>A notice that must be seen.</summary>
    Notice,
}
