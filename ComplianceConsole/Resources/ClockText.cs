namespace ComplianceConsole.Resources;

/// <summary>Texts of the clock: how a duty stands, and why its date is what it is. The type names the family of resource files.</summary>
public sealed class ClockText;
