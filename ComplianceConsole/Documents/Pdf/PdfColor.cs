using System.Runtime.InteropServices;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>A colour in sRGB, each part from 0 to 255.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PdfColor(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads a colour written as <c>0xRRGGBB</c>.</summary>
    public static PdfColor FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
}
