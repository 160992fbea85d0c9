namespace ComplianceConsole.Resources;

/// <summary>Texts of search, the subject's page, its history, who looked, and the block. The type names the family of resource files.</summary>
public sealed class SubjectsText;
