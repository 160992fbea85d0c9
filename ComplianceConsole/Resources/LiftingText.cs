namespace ComplianceConsole.Resources;

/// <summary>What the page of a destroyed record says of old exports. The type names the family of resource files.</summary>
public sealed class LiftingText;
