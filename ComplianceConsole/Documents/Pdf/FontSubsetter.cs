using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// Cuts a font down to the glyphs a document uses. HarfBuzz's subsetter is part of the native library that the shaping
/// package carries, but the package has no managed entry to it, hence the imports.
/// </summary>
internal static class FontSubsetter
{
    private const string Library = "libHarfBuzzSharp";
    private const uint NoHinting = 0x1;
    private const uint NoLayoutClosure = 0x200;
    private const int DropTables = 3;

    // A font inside a PDF is reached by glyph number alone; what maps characters or shapes text is dead weight there.
    private static readonly string[] s_unneeded =
        ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "cmap", "name", "post", "OS/2", "gasp", "kern", "vhea", "vmtx", "DSIG"];

    /// <summary>Makes a font file of the given glyphs.</summary>
    /// <param name="face">The whole font.</param>
    /// <param name="glyphs">Glyph numbers of the whole font; glyph 0 is kept always.</param>
    /// <returns>The bytes of the smaller font and, for each of <paramref name="glyphs"/>, its number there.</returns>
    /// <exception cref="InvalidOperationException">The font is damaged.</exception>
    public static (byte[] Font, Dictionary<uint, ushort> NewGlyphs) Subset(Face face, IReadOnlyCollection<uint> glyphs)
    {
        var input = hb_subset_input_create_or_fail();
        Check(input);
        try
        {
            hb_subset_input_set_flags(input, NoHinting | NoLayoutClosure);
            foreach (var glyph in glyphs)
            {
                hb_set_add(hb_subset_input_glyph_set(input), glyph);
            }

            foreach (var table in s_unneeded)
            {
                hb_set_add(hb_subset_input_set(input, DropTables), Tag(table));
            }

            return Execute(face, input, glyphs);
        }
        finally
        {
            hb_subset_input_destroy(input);
        }
    }

    private static (byte[] Font, Dictionary<uint, ushort> NewGlyphs) Execute(Face face, IntPtr input, IReadOnlyCollection<uint> glyphs)
    {
        var plan = hb_subset_plan_create_or_fail(face.Handle, input);
        Check(plan);
        try
        {
            var map = hb_subset_plan_old_to_new_glyph_mapping(plan);
            var newGlyphs = glyphs.ToDictionary(glyph => glyph, glyph => (ushort)hb_map_get(map, glyph));
            var subset = hb_subset_plan_execute_or_fail(plan);
            Check(subset);
            var blob = hb_face_reference_blob(subset);
            try
            {
                var data = hb_blob_get_data(blob, out var length);
                var bytes = new byte[length];
                Marshal.Copy(data, bytes, 0, (int)length);
                GC.KeepAlive(face);
                return (bytes, newGlyphs);
            }
            finally
            {
                hb_blob_destroy(blob);
                hb_face_destroy(subset);
            }
        }
        finally
        {
            hb_subset_plan_destroy(plan);
        }
    }

    private static uint Tag(string name) => ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];

    private static void Check(IntPtr handle)
    {
        if (handle == IntPtr.Zero)
        {
            throw new InvalidOperationException("The font could not be cut to the glyphs in use: it is damaged, or memory is short.");
        }
    }

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_subset_input_create_or_fail();

    [DllImport(Library, ExactSpelling = true)]
    private static extern void hb_subset_input_destroy(IntPtr input);

    [DllImport(Library, ExactSpelling = true)]
    private static extern void hb_subset_input_set_flags(IntPtr input, uint flags);

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_subset_input_glyph_set(IntPtr input);

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_subset_input_set(IntPtr input, int kind);

    [DllImport(Library, ExactSpelling = true)]
    private static extern void hb_set_add(IntPtr set, uint value);

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_subset_plan_create_or_fail(IntPtr face, IntPtr input);

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_subset_plan_old_to_new_glyph_mapping(IntPtr plan);

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_subset_plan_execute_or_fail(IntPtr plan);

    [DllImport(Library, ExactSpelling = true)]
    private static extern void hb_subset_plan_destroy(IntPtr plan);

    [DllImport(Library, ExactSpelling = true)]
    private static extern uint hb_map_get(IntPtr map, uint key);

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_face_reference_blob(IntPtr face);

    [DllImport(Library, ExactSpelling = true)]
    private static extern void hb_face_destroy(IntPtr face);

    [DllImport(Library, ExactSpelling = true)]
    private static extern IntPtr hb_blob_get_data(IntPtr blob, out uint length);

    [DllImport(Library, ExactSpelling = true)]
    private static extern void hb_blob_destroy(IntPtr blob);
}
