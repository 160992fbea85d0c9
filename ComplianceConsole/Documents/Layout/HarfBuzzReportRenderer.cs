using System.Globalization;
using ComplianceConsole.Documents.Pdf;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Documents.Layout;

/// <summary>
/// The console's own engine: text shaped and fonts subset by HarfBuzz, pages laid out block by block, written as they are
/// filled. It keeps no state and can be shared.
/// </summary>
public sealed class HarfBuzzReportRenderer : IReportRenderer
{
    /// <inheritdoc />
    public int Render(ReportDocument document, Stream target, RenderOptions options)
    {
        var metadata = new PdfMetadata(document.Title, document.Issuer, document.Language, options.Clock.GetCurrentInstant());
        using var pdf = new PdfDocument(target, metadata, Sheet.Width, Sheet.Height);
        var setter = new TextSetter(new TextShaper(options.Strict), document.Language);
        var margins = new Margins(setter, document);
        var flows = new BlockFlows(setter, pdf);
        var paginator = new Paginator(
            first =>
            {
                var page = pdf.BeginPage();
                if (!first)
                {
                    margins.Head(page);
                }

                return page;
            });
        paginator.Place(flows.Opening(document).Concat(flows.Of(document.Blocks)));
        var pageOf = ReportText.Get("PageOf", options.Language);
        var pages = 0;
        pdf.Finish((page, number, count) =>
        {
            pages = count;
            margins.Foot(page, string.Format(CultureInfo.InvariantCulture, pageOf, number, count));
        });
        return pages;
    }
}
