namespace ComplianceConsole.Resources;

/// <summary>Texts of the first page. The type names the family of resource files.</summary>
public sealed class TodayText;
