namespace ComplianceConsole.Resources;

/// <summary>Names of inputs that are no field of clause 5, for sentences that say what to mend. The type names the family of resource files.</summary>
public sealed class InputText;
