namespace ComplianceConsole.Documents.Pdf;

/// <summary>A heading in the list of contents a reader shows beside the pages.</summary>
/// <param name="Level">1 for the outermost.</param>
/// <param name="Title">Its words.</param>
/// <param name="Page">The page, counted from 0.</param>
/// <param name="Top">Where it stands, in points from the lower edge.</param>
internal sealed record OutlineEntry(int Level, string Title, int Page, double Top);

/// <summary>Writes the outline: one list of entries, nested by level.</summary>
internal sealed class PdfOutline(PdfFile file, IReadOnlyList<int> pageIds)
{
    /// <summary>Writes the entries.</summary>
    /// <returns>The number of the outline's root, or none where there is nothing to list.</returns>
    public int? Write(IReadOnlyList<OutlineEntry> entries)
    {
        if (entries.Count == 0)
        {
            return null;
        }

        var root = file.Reserve();
        var ids = entries.Select(_ => file.Reserve()).ToArray();
        var parents = Parents(entries);
        for (var i = 0; i < entries.Count; i++)
        {
            var body = new PdfBuffer();
            body.Add("<< /Title ").Text(entries[i].Title);
            body.Add(" /Parent ").Reference(parents[i] < 0 ? root : ids[parents[i]]);
            Link(body, "/Prev", Array.FindLastIndex(parents, Math.Max(i - 1, 0), Math.Max(i, 0), parent => parent == parents[i]), ids);
            Link(body, "/Next", Array.FindIndex(parents, i + 1, parent => parent == parents[i]), ids);
            Children(body, i, parents, ids);
            body.Add(" /Dest [").Reference(pageIds[entries[i].Page]).Add(" /XYZ 0 ").Add(entries[i].Top).Add(" null] >>");
            file.WriteObject(ids[i], body);
        }

        var outline = new PdfBuffer();
        outline.Add("<< /Type /Outlines");
        Children(outline, -1, parents, ids);
        file.WriteObject(root, outline.Add(" >>"));
        return root;
    }

    /// <summary>For each entry the nearest one before it that stands higher, or -1.</summary>
    private static int[] Parents(IReadOnlyList<OutlineEntry> entries)
    {
        var parents = new int[entries.Count];
        for (var i = 0; i < entries.Count; i++)
        {
            var parent = i - 1;
            while (parent >= 0 && entries[parent].Level >= entries[i].Level)
            {
                parent = parents[parent];
            }

            parents[i] = parent;
        }

        return parents;
    }

    private static void Children(PdfBuffer body, int parent, int[] parents, int[] ids)
    {
        var first = Array.IndexOf(parents, parent, Math.Max(parent, 0));
        if (first >= 0)
        {
            Link(body, "/First", first, ids);
            Link(body, "/Last", Array.LastIndexOf(parents, parent), ids);
            body.Add(" /Count ").Add(parents.Count(each => each == parent));
        }
    }

    private static void Link(PdfBuffer body, string key, int index, int[] ids)
    {
        if (index >= 0)
        {
            body.Add(" ").Add(key).Add(" ").Reference(ids[index]);
        }
    }
}
