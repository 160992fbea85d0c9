using System.Collections;
using System.Globalization;
using ComplianceConsole.Documents.Pdf;
using QRCoder;

namespace ComplianceConsole.Documents.Layout;

/// <summary>A QR code drawn as squares, with words at its right.</summary>
internal sealed class QrFlow(Qr block, Row words, StructNode figure) : Flow
{
    /// <summary>The side of the code in points.</summary>
    public const double Side = 92;

    /// <inheritdoc />
    public override double MinHeight => Math.Max(Side, words.Height);

    /// <inheritdoc />
    public override Placed Place(PdfContent page, double top, double available, bool force)
    {
        if (available < MinHeight && !force)
        {
            return new Placed(0, this);
        }

        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(block.Payload, QRCodeGenerator.ECCLevel.M);
        var bottom = Sheet.Height - top - Side;
        figure.Box = string.Create(CultureInfo.InvariantCulture, $"{Sheet.Left:0.##} {bottom:0.##} {Sheet.Left + Side:0.##} {bottom + Side:0.##}");
        page.BeginTagged(figure);
        Draw(page, code.ModuleMatrix, top);
        page.EndMarked();
        words.Draw(page, top);
        return new Placed(MinHeight, null);
    }

    private static void Draw(PdfContent page, List<BitArray> modules, double top)
    {
        // The generator leaves the quiet zone of four modules the standard asks for; the paper's margin is part of it.
        const int Quiet = 4;
        var count = modules.Count - (2 * Quiet);
        var size = Side / count;
        var dark =
            from y in Enumerable.Range(0, count)
            from x in Enumerable.Range(0, count)
            where modules[y + Quiet][x + Quiet]
            select (Sheet.Left + (x * size), top + (y * size));
        page.Squares(dark, size, Styles.Ink);
    }
}
