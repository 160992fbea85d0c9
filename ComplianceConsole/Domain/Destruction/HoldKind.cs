namespace ComplianceConsole.Domain.Destruction;

/// <summary>Why data must be kept for now although it is to be destroyed. Law 8(2).</summary>
public enum HoldKind
{
    /// <summary>An obligation of the person to the organisation is unfulfilled.</summary>
    Obligation = 0,

    /// <summary>A law demands that it be kept for a time.</summary>
    LegalDuty = 1,

    /// <summary>A court, an inspection or an inquiry needs it.</summary>
    Proceedings = 2,
}
