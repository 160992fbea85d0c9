namespace ComplianceConsole.Resources;

/// <summary>Marks the texts of this family.</summary>
public sealed class VerbsText;
