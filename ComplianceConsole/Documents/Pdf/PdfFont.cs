using System.Security.Cryptography;
using System.Text;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// One font of one document. Every pair of a glyph and the text it stands for gets a code of its own, so that text taken out
/// of the document is exactly the text that went in, even where two characters share a glyph.
/// </summary>
internal sealed class PdfFont
{
    private readonly Dictionary<uint, List<(string Text, ushort Code)>> _codes = [];
    private readonly List<(uint Glyph, string Text)> _pairs = [(0, string.Empty)];

    public PdfFont(FontFile file, string resourceName, int id)
    {
        File = file;
        ResourceName = resourceName;
        Id = id;
    }

    public FontFile File { get; }

    /// <summary>The name content streams call the font by.</summary>
    public string ResourceName { get; }

    /// <summary>The number of the font's object.</summary>
    public int Id { get; }

    /// <summary>The code of a glyph that stands for a text; empty where an earlier glyph already stands for it.</summary>
    public ushort Code(uint glyph, ReadOnlySpan<char> text)
    {
        if (!_codes.TryGetValue(glyph, out var known))
        {
            _codes.Add(glyph, known = []);
        }

        foreach (var (knownText, code) in known)
        {
            if (text.SequenceEqual(knownText))
            {
                return code;
            }
        }

        var added = checked((ushort)_pairs.Count);
        var owned = text.ToString();
        known.Add((owned, added));
        _pairs.Add((glyph, owned));
        return added;
    }

    /// <summary>Writes the font, cut to the glyphs in use, once the last page has been drawn.</summary>
    public void Write(PdfFile file)
    {
        var (bytes, newGlyphs) = FontSubsetter.Subset(File.Face, [.. _codes.Keys.Order()]);
        var name = SubsetName();
        var program = file.Reserve();
        file.WriteStream(program, $"/Length1 {bytes.Length}", bytes);
        var map = file.Reserve();
        file.WriteStream(map, string.Empty, GlyphMap(newGlyphs));
        var unicode = file.Reserve();
        file.WriteStream(unicode, string.Empty, UnicodeMap().Written);

        var descriptor = file.Reserve();
        file.WriteObject(descriptor, Descriptor(name, program));
        var descendant = file.Reserve();
        file.WriteObject(descendant, Descendant(name, descriptor, map));

        var font = new PdfBuffer();
        font.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [");
        font.Reference(descendant).Add("] /ToUnicode ").Reference(unicode).Add(" >>");
        file.WriteObject(Id, font);
    }

    private PdfBuffer Descriptor(string name, int program)
    {
        var measures = File.Measures;
        var flags = measures.Italic ? 4 | 64 : 4;
        var descriptor = new PdfBuffer();
        descriptor.Add($"<< /Type /FontDescriptor /FontName /{name} /Flags ").Add(flags);
        descriptor.Add($" /FontBBox [{string.Join(' ', measures.Box)}] /ItalicAngle ").Add(measures.Italic ? -11 : 0);
        descriptor.Add(" /Ascent ").Add(measures.Ascent).Add(" /Descent ").Add(measures.Descent);
        descriptor.Add(" /CapHeight ").Add(measures.CapHeight).Add(" /StemV ").Add(measures.Weight / 5);
        return descriptor.Add(" /FontFile2 ").Reference(program).Add(" >>");
    }

    private PdfBuffer Descendant(string name, int descriptor, int map)
    {
        var font = new PdfBuffer();
        font.Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} ");
        font.Add("/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 0 /W [0 [");
        foreach (var (glyph, _) in _pairs)
        {
            font.Add(File.Advance(glyph)).Add(" ");
        }

        return font.Add("]] /FontDescriptor ").Reference(descriptor).Add(" /CIDToGIDMap ").Reference(map).Add(" >>");
    }

    private byte[] GlyphMap(Dictionary<uint, ushort> newGlyphs)
    {
        var map = new byte[_pairs.Count * 2];
        for (var code = 1; code < _pairs.Count; code++)
        {
            var glyph = newGlyphs[_pairs[code].Glyph];
            map[2 * code] = (byte)(glyph >> 8);
            map[(2 * code) + 1] = (byte)glyph;
        }

        return map;
    }

    private PdfBuffer UnicodeMap()
    {
        const int EntriesPerSection = 100;
        var map = new PdfBuffer();
        map.Add("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n");
        map.Add("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n");
        map.Add("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n");
        map.Add("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var section in Enumerable.Range(1, _pairs.Count - 1).Chunk(EntriesPerSection))
        {
            map.Add(section.Length).Add(" beginbfchar\n");
            foreach (var code in section)
            {
                map.Add("<").Hex((ushort)code).Add("> <").Hex(_pairs[code].Text).Add(">\n");
            }

            map.Add("endbfchar\n");
        }

        return map.Add("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    }

    /// <summary>A subset's name starts with six letters that differ between subsets; made from the content, they repeat with it.</summary>
    private string SubsetName()
    {
        var hash = SHA256.HashData(Encoding.Unicode.GetBytes(string.Concat(_pairs.Select(pair => $"{pair.Glyph}:{pair.Text};"))));
        var tag = string.Concat(hash.Take(6).Select(value => (char)('A' + (value % 26))));
        return $"{tag}+{File.PostScriptName}";
    }
}
