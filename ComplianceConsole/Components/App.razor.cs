using ComplianceConsole.Components.Look;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Components;

/// <summary>
/// The document around the pages. Pages live in a circuit and are never prerendered: that would run their reads, and record
/// them, twice. Pages that must work without a circuit (denied, signed out, not found) stay plain HTML.
/// </summary>
public partial class App
{
    private static readonly IComponentRenderMode s_circuit = new InteractiveServerRenderMode(prerender: false);

    [Inject]
    public required IStringLocalizer<LayoutText> Text { get; init; }

    [CascadingParameter]
    public HttpContext HttpContext { get; set; } = default!;

    private IComponentRenderMode? RenderModeForPage => HttpContext.AcceptsInteractiveRouting() ? s_circuit : null;

    private string Theme => ThemeChoice.From(HttpContext.Request.Cookies[ThemeChoice.Cookie]);

    private bool SystemIsDark => string.Equals(HttpContext.Request.Cookies[ThemeChoice.SystemCookie], "dark", StringComparison.Ordinal);
}
