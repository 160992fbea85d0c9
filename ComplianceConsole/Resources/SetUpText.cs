namespace ComplianceConsole.Resources;

/// <summary>The texts of the first set-up.</summary>
public sealed class SetUpText;
