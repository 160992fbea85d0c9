namespace ComplianceConsole.Resources;

/// <summary>The pages of notices. The type names the family of resource files.</summary>
public sealed class NoticesText;
