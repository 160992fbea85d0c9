using System.Buffers.Binary;
using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// A TrueType font carried in the assembly: which characters it has, and the measures a PDF must state. Loaded once, never
/// changed, shared by all threads.
/// </summary>
internal sealed class FontFile
{
    private readonly Blob _blob;

    // Asked for each letter of each text. Threads that fill the same place at once write the same answer.
    private readonly byte[] _knows = new byte[char.MaxValue + 1];
    private readonly int[] _advances;

    private FontFile(Blob blob, string postScriptName)
    {
        _blob = blob;
        PostScriptName = postScriptName;
        Face = new Face(blob, 0);
        Face.MakeImmutable();
        Font = new Font(Face);
        UnitsPerEm = Face.UnitsPerEm;
        _advances = new int[Face.GlyphCount];
        Array.Fill(_advances, int.MinValue);
        Measures = Measure();
    }

    /// <summary>The name a PDF gives the font.</summary>
    public string PostScriptName { get; }

    public Face Face { get; }

    public Font Font { get; }

    public int UnitsPerEm { get; }

    /// <summary>What the font descriptor of a PDF says, in thousandths of an em.</summary>
    public FontMeasures Measures { get; }

    /// <summary>Loads a font from the resources of this assembly.</summary>
    /// <exception cref="InvalidOperationException">The assembly was built without it.</exception>
    public static FontFile Load(string fileName, string postScriptName)
    {
        using var stream =
            typeof(FontFile).Assembly.GetManifestResourceStream("fonts/" + fileName)
            ?? throw new InvalidOperationException($"The font {fileName} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);

        // Blob.FromStream hands the native library an array that the collector may move or free. The font lives as long as
        // the process, so memory of its own is never given back.
        var memory = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, memory, bytes.Length);
        var blob = new Blob(memory, bytes.Length, MemoryMode.ReadOnly);
        blob.MakeImmutable();
        return new FontFile(blob, postScriptName);
    }

    /// <summary>Whether the font has a glyph for the character.</summary>
    public bool Has(int codePoint)
    {
        const byte Yes = 1;
        const byte No = 2;
        if (codePoint >= _knows.Length)
        {
            return Seek(codePoint);
        }

        if (_knows[codePoint] == 0)
        {
            _knows[codePoint] = Seek(codePoint) ? Yes : No;
        }

        return _knows[codePoint] == Yes;
    }

    /// <summary>The advance of a glyph in thousandths of an em.</summary>
    public int Advance(uint glyph)
    {
        var advance = _advances[glyph];
        return advance == int.MinValue ? _advances[glyph] = PerMille(Font.GetHorizontalGlyphAdvance(glyph)) : advance;
    }

    private bool Seek(int codePoint) => Font.TryGetNominalGlyph((uint)codePoint, out var glyph) && glyph != 0;

    private FontMeasures Measure()
    {
        using var head = Face.ReferenceTable(new Tag('h', 'e', 'a', 'd'));
        using var hhea = Face.ReferenceTable(new Tag('h', 'h', 'e', 'a'));
        using var os2 = Face.ReferenceTable(new Tag('O', 'S', '/', '2'));
        GC.KeepAlive(_blob);
        return new FontMeasures(
            Box: [Signed(head, 36), Signed(head, 38), Signed(head, 40), Signed(head, 42)],
            Ascent: Signed(hhea, 4),
            Descent: Signed(hhea, 6),
            CapHeight: Signed(os2, 88),
            Weight: BinaryPrimitives.ReadUInt16BigEndian(os2.AsSpan()[4..]),
            Italic: (BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan()[44..]) & 2) != 0);
    }

    private int Signed(Blob table, int offset) => PerMille(BinaryPrimitives.ReadInt16BigEndian(table.AsSpan()[offset..]));

    private int PerMille(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm, MidpointRounding.AwayFromZero);
}

/// <summary>The measures of a font, in thousandths of an em; the weight from 100 to 900.</summary>
internal sealed record FontMeasures(int[] Box, int Ascent, int Descent, int CapHeight, int Weight, bool Italic);
