namespace ComplianceConsole.Documents.Pdf;

/// <summary>Writes the structure tree of a document and the way back from each page's content to it.</summary>
internal sealed class PdfStructure(PdfFile file, IReadOnlyList<int> pageIds)
{
    private readonly Dictionary<StructNode, int> _ids = [];

    /// <summary>Writes the tree.</summary>
    /// <param name="document">The root element.</param>
    /// <param name="marked">For each page, the elements its marked content belongs to.</param>
    /// <returns>The number of the tree's root object.</returns>
    public int Write(StructNode document, IReadOnlyList<IReadOnlyList<StructNode>> marked)
    {
        var root = file.Reserve();
        Write(document, root);
        var parents = file.Reserve();
        var tree = new PdfBuffer();
        tree.Add("<< /Nums [");
        for (var page = 0; page < marked.Count; page++)
        {
            tree.Add(page).Add(" [");
            foreach (var node in marked[page])
            {
                tree.Reference(_ids[node]).Add(" ");
            }

            tree.Add("]\n");
        }

        file.WriteObject(parents, tree.Add("] >>"));
        var body = new PdfBuffer();
        body.Add("<< /Type /StructTreeRoot /K ").Reference(_ids[document]).Add(" /ParentTree ").Reference(parents);
        file.WriteObject(root, body.Add(" /ParentTreeNextKey ").Add(marked.Count).Add(" >>"));
        return root;
    }

    private void Write(StructNode node, int parent)
    {
        var id = file.Reserve();
        _ids.Add(node, id);
        foreach (var kid in node.Kids)
        {
            if (kid.Node is not null)
            {
                Write(kid.Node, id);
            }
        }

        var body = new PdfBuffer();
        body.Add("<< /Type /StructElem /S /").Add(node.Type).Add(" /P ").Reference(parent);
        Attributes(node, body);
        body.Add(" /K [");
        foreach (var kid in node.Kids)
        {
            if (kid.Node is not null)
            {
                body.Reference(_ids[kid.Node]).Add(" ");
            }
            else
            {
                body.Add("<< /Type /MCR /Pg ").Reference(pageIds[kid.Page]).Add(" /MCID ").Add(kid.MarkedContentId).Add(" >> ");
            }
        }

        file.WriteObject(id, body.Add("] >>"));
    }

    private static void Attributes(StructNode node, PdfBuffer body)
    {
        if (node.Alternative is not null)
        {
            body.Add(" /Alt ").Text(node.Alternative);
        }

        if (node.Language is not null)
        {
            body.Add(" /Lang ").Text(node.Language);
        }

        if (node.Scope is not null)
        {
            body.Add(" /A << /O /Table /Scope /").Add(node.Scope).Add(" >>");
        }

        if (node.Box is not null)
        {
            body.Add(" /A << /O /Layout /Placement /Block /BBox [").Add(node.Box).Add("] >>");
        }
    }
}
