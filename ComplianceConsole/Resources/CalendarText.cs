namespace ComplianceConsole.Resources;

/// <summary>Texts of the working calendar. The type names the family of resource files.</summary>
public sealed class CalendarText;
