namespace ComplianceConsole.Resources;

/// <summary>What is said about settings at start.</summary>
public sealed class SettingsText;
