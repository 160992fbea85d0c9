namespace ComplianceConsole.Resources;

/// <summary>Texts of the register of incidents. The type names the family of resource files.</summary>
public sealed class IncidentsText;
