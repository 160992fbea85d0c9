namespace ComplianceConsole.Resources;

/// <summary>Texts of the frame around every page, and of the pages that say why there is no page. The type names the family of resource files.</summary>
public sealed class LayoutText;
