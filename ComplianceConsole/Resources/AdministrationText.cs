namespace ComplianceConsole.Resources;

/// <summary>The texts of the administration page.</summary>
public sealed class AdministrationText;
