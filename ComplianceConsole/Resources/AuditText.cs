namespace ComplianceConsole.Resources;

/// <summary>The texts of the ledger's pages and of its verification.</summary>
public sealed class AuditText;
