namespace ComplianceConsole.Resources;

/// <summary>The texts of the registers' pages.</summary>
public sealed class RegistersText;
