using System.Globalization;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>The fonts of one document, numbered in the order of their first use.</summary>
internal sealed class PdfFonts(PdfFile file)
{
    private readonly Dictionary<FontFile, PdfFont> _byFile = [];
    private readonly List<PdfFont> _inOrder = [];

    /// <summary>The document's font for a font file.</summary>
    public PdfFont Use(FontFile fontFile)
    {
        if (!_byFile.TryGetValue(fontFile, out var font))
        {
            font = new PdfFont(fontFile, "F" + (_inOrder.Count + 1).ToString(CultureInfo.InvariantCulture), file.Reserve());
            _byFile.Add(fontFile, font);
            _inOrder.Add(font);
        }

        return font;
    }

    /// <summary>Writes all fonts and gives back the entries of the resource dictionary that names them.</summary>
    public PdfBuffer Write()
    {
        var names = new PdfBuffer();
        foreach (var font in _inOrder)
        {
            font.Write(file);
            names.Add("/").Add(font.ResourceName).Add(" ").Reference(font.Id).Add(" ");
        }

        return names;
    }
}
