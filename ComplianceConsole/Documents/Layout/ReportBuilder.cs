using System.Collections.Immutable;

namespace ComplianceConsole.Documents.Layout;

/// <summary>
/// Writes a <see cref="ReportDocument"/> from top to bottom:
/// <c>new ReportBuilder("en", "Report").Issuer("Organisation").Heading("What is held").Table(t => t.Column("Field").Row("Phone")).Build()</c>.
/// </summary>
public sealed class ReportBuilder
{
    private readonly ImmutableArray<Block>.Builder _blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly string _language;
    private readonly string _title;
    private string _issuer = string.Empty;
    private string _issuerDetails = string.Empty;
    private string _addressee = string.Empty;
    private string _subtitle = string.Empty;
    private string _runningHead = string.Empty;
    private string _footNote = string.Empty;

    /// <summary>Starts a document.</summary>
    /// <param name="language">The reader's language, as in <c>kk</c>.</param>
    /// <param name="title">The title.</param>
    public ReportBuilder(string language, string title)
    {
        _language = language;
        _title = title;
    }

    /// <summary>Says who issues the document.</summary>
    public ReportBuilder Issuer(string name, string details = "")
    {
        _issuer = name;
        _issuerDetails = details;
        return this;
    }

    /// <summary>Says to whom it is sent, in lines as on an envelope.</summary>
    public ReportBuilder Addressee(string lines)
    {
        _addressee = lines;
        return this;
    }

    /// <summary>Says what stands under the title.</summary>
    public ReportBuilder Subtitle(string text)
    {
        _subtitle = text;
        return this;
    }

    /// <summary>Says what every page repeats: at its head (but the first) and at its foot.</summary>
    public ReportBuilder Margins(string runningHead, string footNote)
    {
        _runningHead = runningHead;
        _footNote = footNote;
        return this;
    }

    /// <summary>Adds a heading of level 1 to 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another level.</exception>
    public ReportBuilder Heading(string text, int level = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 3);
        return Add(new Heading(level, text));
    }

    /// <summary>Adds running text.</summary>
    public ReportBuilder Paragraph(string text, Tone tone = Tone.Normal, string? language = null) => Add(new Paragraph(text, tone, language));

    /// <summary>Adds a list of names and values.</summary>
    public ReportBuilder KeyValues(Action<KeyValueBuilder> fill)
    {
        var rows = new KeyValueBuilder();
        fill(rows);
        return Add(new KeyValue(rows.Build()));
    }

    /// <summary>Adds a table.</summary>
    /// <exception cref="InvalidOperationException">A row has not a cell for every column.</exception>
    public ReportBuilder Table(Action<TableBuilder> fill)
    {
        var table = new TableBuilder();
        fill(table);
        return Add(table.Build());
    }

    /// <summary>Adds a line of time.</summary>
    public ReportBuilder Timeline(IEnumerable<TimelineEvent> events) => Add(new Timeline([.. events]));

    /// <summary>Adds a QR code with words beside it.</summary>
    public ReportBuilder Qr(string payload, string alternative, params ReadOnlySpan<CellLine> lines) => Add(new Qr(payload, alternative, [.. lines]));

    /// <summary>Adds a line to sign on.</summary>
    public ReportBuilder SignatureLine(string role, string name, string caption) => Add(new SignatureLine(role, name, caption));

    /// <summary>Begins a new page.</summary>
    public ReportBuilder PageBreak() => Add(new PageBreak());

    /// <summary>The document.</summary>
    public ReportDocument Build() =>
        new()
        {
            Title = _title,
            Language = _language,
            Issuer = _issuer,
            IssuerDetails = _issuerDetails,
            Addressee = _addressee,
            Subtitle = _subtitle,
            RunningHead = _runningHead,
            FootNote = _footNote,
            Blocks = _blocks.ToImmutable(),
        };

    private ReportBuilder Add(Block block)
    {
        _blocks.Add(block);
        return this;
    }
}
