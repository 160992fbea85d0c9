namespace ComplianceConsole.Resources;

/// <summary>What the verbs of backups say. The type names the family of resource files.</summary>
public sealed class BackupText;
