namespace ComplianceConsole.Ledger;

/// <summary>How an operation ended. The numbers are part of the canonical bytes and never change.</summary>
public enum LedgerOutcome : byte
{
    /// <summary>It was carried out.</summary>
    Done = 1,

    /// <summary>It was refused: nothing was shown and nothing was changed.</summary>
    Refused = 2,
}
