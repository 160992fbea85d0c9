namespace ComplianceConsole.Resources;

/// <summary>Texts of the pages of requests and reports. The type names the family of resource files.</summary>
public sealed class RequestsText;
