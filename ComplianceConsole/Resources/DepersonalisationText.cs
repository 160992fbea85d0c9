namespace ComplianceConsole.Resources;

/// <summary>What the pages of depersonalisation and its figures say. The type names the family of resource files.</summary>
public sealed class DepersonalisationText;
