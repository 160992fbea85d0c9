namespace ComplianceConsole.Resources;

/// <summary>Words that many pages share: buttons, short labels. The type names the family of resource files.</summary>
public sealed class CommonText;
