namespace ComplianceConsole.Domain.Destruction;

/// <summary>What became of a proposed destruction. Once approved, the destruction itself says so.</summary>
public enum ProposalState
{
    /// <summary>A second person has not answered.</summary>
    Waiting = 0,

    /// <summary>A second person rejected it.</summary>
    Rejected = 1,

    /// <summary>Who proposed it took it back.</summary>
    Withdrawn = 2,

    /// <summary>A second person approved it.</summary>
    Approved = 3,
}
