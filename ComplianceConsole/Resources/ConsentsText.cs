namespace ComplianceConsole.Resources;

/// <summary>Texts of the tab of consents. The type names the family of resource files.</summary>
public sealed class ConsentsText;
