namespace ComplianceConsole.Resources;

/// <summary>Texts of corrections. The type names the family of resource files.</summary>
public sealed class CorrectionsText;
