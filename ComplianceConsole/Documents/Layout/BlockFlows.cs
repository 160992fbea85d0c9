using System.Collections.Immutable;
using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>Turns blocks into what flows down the pages, and gives each its place in the document's structure.</summary>
internal sealed class BlockFlows(TextSetter setter, PdfDocument pdf)
{
    private const double Gutter = 12;

    /// <summary>The flow of each block.</summary>
    public IEnumerable<Flow> Of(ImmutableArray<Block> blocks) =>
        blocks.Select((block, index) => Of(block, index + 1 < blocks.Length ? blocks[index + 1] : null, IsSignedBelow(blocks, index)));

    // A page with nothing on it but a signature could be put under anything.
    private static bool IsSignedBelow(ImmutableArray<Block> blocks, int index) =>
        blocks.Skip(index + 1).SkipWhile(block => block is Heading or Paragraph { Tone: Tone.Notice }).FirstOrDefault() is SignatureLine;

    private Flow Of(Block block, Block? next, bool isSignedBelow) =>
        block switch
        {
            Heading heading => Of(heading),

            // A code and a line to sign on mean nothing without the words before them.
            Paragraph paragraph => Of(paragraph, keepWithNext: next is Qr or SignatureLine || isSignedBelow),
            KeyValue list => Of(list),
            Table table => Of(table),
            Timeline timeline => Of(timeline),
            Qr code => Of(code, isSignedBelow),
            SignatureLine line => Of(line),
            PageBreak => new PageBreakFlow(),
            _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "No layout is known for this block."),
        };

    /// <summary>What stands at the head of the first page.</summary>
    public IEnumerable<Flow> Opening(ReportDocument document)
    {
        yield return new RowFlow(Text(document.Issuer, Styles.Issuer, "P")) { KeepWithNext = true };
        if (document.IssuerDetails.Length > 0)
        {
            yield return new RowFlow(Text(document.IssuerDetails, Styles.IssuerDetails, "P")) { KeepWithNext = true };
        }

        if (document.Addressee.Length > 0)
        {
            yield return new RowFlow(Text(document.Addressee, Styles.Addressee, "P") with { PadTop = 24, Decoration = Decorations.RuleAbove })
            {
                GapBefore = 9,
                KeepWithNext = true,
            };
            yield return new RowFlow(Text(document.Title, Styles.LetterTitle, "H1")) { GapBefore = 30, KeepWithNext = true };
        }
        else
        {
            var title = Text(document.Title, Styles.Title, "H1") with { PadTop = 30, Decoration = Decorations.RuleAbove };
            yield return new RowFlow(title) { GapBefore = 9, KeepWithNext = true };
        }

        if (document.Subtitle.Length > 0)
        {
            yield return new RowFlow(Text(document.Subtitle, Styles.Subtitle, "P") with { PadBottom = 9 }) { GapBefore = 3 };
        }
    }

    private RowFlow Of(Heading heading)
    {
        var level = Math.Clamp(heading.Level, 1, 3);
        var row = Text(heading.Text, Styles.Heading(level), level == 1 ? "H2" : level == 2 ? "H3" : "H4");
        return new RowFlow(row with { PadBottom = level == 1 ? 2 : 0 })
        {
            GapBefore = Styles.SpaceAboveHeading(level),
            KeepWithNext = true,
            Begins = top => pdf.AddOutline(level, heading.Text, top),
        };
    }

    private RowFlow Of(Paragraph paragraph, bool keepWithNext)
    {
        if (paragraph.Tone != Tone.Notice)
        {
            return new RowFlow(Text(paragraph.Text, Styles.Paragraph(paragraph.Tone), "P", paragraph.Language)) { GapBefore = 5, KeepWithNext = keepWithNext };
        }

        const double Inset = 12;
        var node = pdf.Structure.Add("P", language: paragraph.Language);
        var lines = setter.Set(paragraph.Text, Styles.Body, Sheet.ContentWidth - (2 * Inset), textLanguage: paragraph.Language);
        var row = new Row([new TextColumn(Inset, Sheet.ContentWidth - (2 * Inset), [.. lines], node)]);
        return new RowFlow(row with { PadTop = 7, PadBottom = 8, Decoration = Decorations.Notice }) { GapBefore = 8, KeepWithNext = keepWithNext };
    }

    private RowsFlow Of(KeyValue list)
    {
        const double KeyWidth = 150;
        const double ValueX = KeyWidth + Gutter;
        const double ValueWidth = Sheet.ContentWidth - ValueX;
        var table = pdf.Structure.Add("Table");
        var rows = list.Rows.Select(
            (row, index) =>
            {
                var node = table.Add("TR");
                var key = new TextColumn(0, KeyWidth, [.. setter.Set(row.Key, Styles.Key, KeyWidth)], node.Add("TH", scope: "Row"));
                var value = new TextColumn(ValueX, ValueWidth, setter.Set(row.Value, ValueWidth), node.Add("TD"));
                return Padded([key, value], index == 0 ? Decorations.RulesAround : Decorations.RuleBelow);
            });
        return new RowsFlow(rows) { GapBefore = 6 };
    }

    private RowsFlow Of(Table table)
    {
        var node = pdf.Structure.Add("Table");
        var head = node.Add("THead").Add("TR");
        var headCells = table.Columns.Select(_ => head.Add("TH", scope: "Column")).ToArray();
        var body = node.Add("TBody");
        var places = Places(table.Columns);
        var rows = table.Rows.Select(
            row =>
            {
                var rowNode = body.Add("TR");
                return Padded([.. row.Cells.Select((cell, i) => places[i] with { Lines = setter.Set(cell, places[i].Width), Node = rowNode.Add("TD") })], Decorations.RuleBelow);
            });
        return new RowsFlow(rows, Header) { GapBefore = 7 };

        Row Header(bool repeated) =>
            new([.. table.Columns.Select((column, i) => places[i] with { Lines = [.. setter.Set(column.Header, Styles.ColumnHead, places[i].Width)], Node = repeated ? null : headCells[i] })])
            {
                PadTop = 2,
                PadBottom = 3.5,
                Decoration = Decorations.StrongRuleBelow,
            };
    }

    private RowsFlow Of(Timeline timeline)
    {
        const double WhenWidth = Decorations.TimelineX - 8;
        const double WhatX = Decorations.TimelineX + 14;
        const double WhatWidth = Sheet.ContentWidth - WhatX;
        var list = pdf.Structure.Add("L");
        var rows = timeline.Events.Select(
            (item, index) =>
            {
                var node = list.Add("LI");
                var what = setter.Set(item.What, Styles.Cell(item.Gap ? Tone.Muted : Tone.Strong), WhatWidth);
                var details = item.Details.SelectMany(detail => setter.Set(detail, Styles.Cell(Tone.Muted), WhatWidth, 1));
                var when = new TextColumn(0, WhenWidth, [.. setter.Set(item.When, Styles.When, WhenWidth)], node.Add("Lbl"));
                var body = new TextColumn(WhatX, WhatWidth, [.. what, .. details], node.Add("LBody"));
                return new Row([when, body]) { PadTop = 3, PadBottom = 7, Decoration = Decorations.TimelineMark(index == 0, index == timeline.Events.Length - 1, item.Gap) };
            });
        return new RowsFlow(rows) { GapBefore = 7 };
    }

    private QrFlow Of(Qr code, bool keepWithNext)
    {
        const double X = QrFlow.Side + 18;
        const double Width = Sheet.ContentWidth - X;
        var figure = pdf.Structure.Add("Figure", alternative: code.Alternative);
        var words = new TextColumn(X, Width, setter.Set(new Cell(code.Lines), Width), pdf.Structure.Add("P"));
        return new QrFlow(code, new Row([words]), figure) { GapBefore = 10, KeepWithNext = keepWithNext };
    }

    private RowFlow Of(SignatureLine line)
    {
        const double Half = (Sheet.ContentWidth / 2) - Gutter;
        var node = pdf.Structure.Add("P");
        var who = Cell.Of(new CellLine(line.Role, Tone.Muted), new CellLine(line.Name, Tone.Strong));
        var left = new TextColumn(0, Half, setter.Set(who, Half), node);
        var caption = setter.Set(line.Caption, Styles.Small, Half, gapBefore: 27);
        var right = new TextColumn((Sheet.ContentWidth / 2) + Gutter, Half, [.. caption], node);
        return new RowFlow(new Row([left, right]) { PadTop = 10, Decoration = Decorations.SignatureRule }) { GapBefore = 18 };
    }

    private Row Text(string text, TextStyle style, string type, string? language = null)
    {
        var node = pdf.Structure.Add(type, language: language);
        return new Row([new TextColumn(0, Sheet.ContentWidth, [.. setter.Set(text, style, Sheet.ContentWidth, textLanguage: language)], node)]);
    }

    private static Row Padded(IReadOnlyList<TextColumn> columns, RowDecoration decoration) =>
        new(columns) { PadTop = 4, PadBottom = 4.5, Decoration = decoration };

    private static TextColumn[] Places(ImmutableArray<TableColumn> columns)
    {
        var room = Sheet.ContentWidth - (Gutter * (columns.Length - 1));
        var weights = columns.Sum(column => column.Weight);
        var x = 0.0;
        var places = new TextColumn[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            var width = room * columns[i].Weight / weights;
            places[i] = new TextColumn(x, width, [], Node: null, columns[i].AlignRight);
            x += width + Gutter;
        }

        return places;
    }
}
