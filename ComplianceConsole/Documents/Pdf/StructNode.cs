namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// An element of a document's structure: what a stretch of the page is (H1, P, Table, TH, ...), for screen readers and for
/// those who take the text out.
/// </summary>
internal sealed class StructNode
{
    private readonly List<Kid> _kids = [];

    private StructNode(string type) => Type = type;

    /// <summary>The standard structure type.</summary>
    public string Type { get; }

    /// <summary>The parts of the element in reading order.</summary>
    public IReadOnlyList<Kid> Kids => _kids;

    /// <summary>What a picture shows, in words.</summary>
    public string? Alternative { get; init; }

    /// <summary>The language, where it is not the document's.</summary>
    public string? Language { get; init; }

    /// <summary>Of a header cell: <c>Column</c> or <c>Row</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>The rectangle of a picture as PDF writes it, from the lower left corner.</summary>
    public string? Box { get; set; }

    /// <summary>The root element.</summary>
    public static StructNode Root() => new("Document");

    /// <summary>Adds an element inside this one.</summary>
    public StructNode Add(string type, string? scope = null, string? alternative = null, string? language = null)
    {
        var node = new StructNode(type) { Scope = scope, Alternative = alternative, Language = language };
        _kids.Add(new Kid(node, 0, 0));
        return node;
    }

    /// <summary>Adds a stretch of marked content.</summary>
    public void AddContent(int page, int markedContentId) => _kids.Add(new Kid(null, page, markedContentId));

    /// <summary>A part of an element: another element, or marked content on a page.</summary>
    internal readonly record struct Kid(StructNode? Node, int Page, int MarkedContentId);
}
