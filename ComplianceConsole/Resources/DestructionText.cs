namespace ComplianceConsole.Resources;

/// <summary>What the pages of destruction say. The type names the family of resource files.</summary>
public sealed class DestructionText;
