namespace ComplianceConsole.Resources;

/// <summary>The words of the import: why a row is rejected or worth a warning, and the page. The type names the family of resource files.</summary>
public sealed class IntakeText;
