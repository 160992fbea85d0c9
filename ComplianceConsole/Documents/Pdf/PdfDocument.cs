using System.Globalization;
using NodaTime;

namespace ComplianceConsole.Documents.Pdf;

/// <summary>
/// A document of pages of one size. A page is written to the target as soon as the next one begins; what needs the number of
/// all pages is drawn over them at the end. There are no scripts, actions or links in it.
/// </summary>
internal sealed class PdfDocument : IDisposable
{
    private const string Producer = "ComplianceConsole";

    private readonly PdfFile _file;
    private readonly PdfFonts _fonts;
    private readonly PdfMetadata _metadata;
    private readonly double _width;
    private readonly double _height;
    private readonly int _pages;
    private readonly int _resources;
    private readonly List<int> _pageIds = [];
    private readonly List<int> _contentIds = [];
    private readonly List<IReadOnlyList<StructNode>> _marked = [];
    private readonly List<OutlineEntry> _outline = [];
    private PdfContent? _current;

    /// <summary>Starts the document; sizes are in points.</summary>
    public PdfDocument(Stream target, PdfMetadata metadata, double width, double height)
    {
        _file = new PdfFile(target);
        _fonts = new PdfFonts(_file);
        _metadata = metadata;
        _width = width;
        _height = height;
        _pages = _file.Reserve();
        _resources = _file.Reserve();
    }

    /// <summary>The root of the document's structure.</summary>
    public StructNode Structure { get; } = StructNode.Root();

    /// <summary>How many pages have been begun.</summary>
    public int PageCount => _pageIds.Count;

    /// <summary>Ends the page before and begins the next.</summary>
    public PdfContent BeginPage()
    {
        EndPage();
        _pageIds.Add(_file.Reserve());
        _current = new PdfContent(_fonts, _height, _pageIds.Count - 1);
        return _current;
    }

    /// <summary>Lists a heading of the current page in the outline; <paramref name="y"/> counts from the top.</summary>
    public void AddOutline(int level, string title, double y) => _outline.Add(new OutlineEntry(level, title, PageCount - 1, _height - y));

    /// <summary>Ends the document.</summary>
    /// <param name="overlay">Draws what is the same on all pages, given the page counted from 1 and the number of pages.</param>
    public void Finish(Action<PdfContent, int, int> overlay)
    {
        EndPage();
        for (var page = 0; page < PageCount; page++)
        {
            var content = new PdfContent(_fonts, _height, page);
            overlay(content, page + 1, PageCount);
            WritePage(page, WriteContent(content));
        }

        WriteTree();
        var structure = new PdfStructure(_file, _pageIds).Write(Structure, _marked);
        var outline = new PdfOutline(_file, _pageIds).Write(_outline);
        var names = new PdfBuffer();
        _file.WriteObject(_resources, names.Add("<< /Font << ").Add(_fonts.Write().Written).Add(">> >>"));
        _file.Finish(WriteCatalog(structure, outline), WriteInfo());
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void EndPage()
    {
        if (_current is { } content)
        {
            _contentIds.Add(WriteContent(content));
            _marked.Add(content.Marked);
            _current = null;
        }
    }

    private int WriteContent(PdfContent content)
    {
        var id = _file.Reserve();
        _file.WriteStream(id, string.Empty, content.Operators);
        return id;
    }

    private void WritePage(int page, int overlay)
    {
        var body = new PdfBuffer();
        body.Add("<< /Type /Page /Parent ").Reference(_pages).Add(" /Resources ").Reference(_resources);
        body.Add(" /MediaBox [0 0 ").Add(_width).Add(" ").Add(_height).Add("] /Contents [");
        body.Reference(_contentIds[page]).Add(" ").Reference(overlay).Add("] /Tabs /S /StructParents ").Add(page).Add(" >>");
        _file.WriteObject(_pageIds[page], body);
    }

    private void WriteTree()
    {
        var body = new PdfBuffer();
        body.Add("<< /Type /Pages /Count ").Add(PageCount).Add(" /Kids [");
        foreach (var id in _pageIds)
        {
            body.Reference(id).Add(" ");
        }

        _file.WriteObject(_pages, body.Add("] >>"));
    }

    private int WriteCatalog(int structure, int? outline)
    {
        var xmp = _file.Reserve();
        _file.WriteStream(xmp, "/Type /Metadata /Subtype /XML", XmpPacket.Write(_metadata, Producer), compress: false);
        var id = _file.Reserve();
        var body = new PdfBuffer();
        body.Add("<< /Type /Catalog /Pages ").Reference(_pages).Add(" /Lang ").Text(_metadata.Language);
        body.Add(" /MarkInfo << /Marked true >> /StructTreeRoot ").Reference(structure);
        body.Add(" /ViewerPreferences << /DisplayDocTitle true >> /Metadata ").Reference(xmp);
        if (outline is { } contents)
        {
            body.Add(" /Outlines ").Reference(contents);
        }

        _file.WriteObject(id, body.Add(" >>"));
        return id;
    }

    private int WriteInfo()
    {
        var id = _file.Reserve();
        var created = _metadata.Created.ToString("'D:'uuuuMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        var body = new PdfBuffer();
        body.Add("<< /Title ").Text(_metadata.Title).Add(" /Author ").Text(_metadata.Author);
        body.Add($" /Producer ({Producer}) /CreationDate ({created}) /ModDate ({created}) >>");
        _file.WriteObject(id, body);
        return id;
    }
}
