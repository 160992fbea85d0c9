namespace ComplianceConsole.Resources;

/// <summary>The words of the pages of third parties. The type names the family of resource files.</summary>
public sealed class ThirdPartiesText;
