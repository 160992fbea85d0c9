namespace ComplianceConsole.Domain.Blocking;

/// <summary>What happened to a block. Policy 2.1(7), 9.8.</summary>
public enum BlockEventKind
{
    Blocked = 0,

    /// <summary>Withdrawn within a minute by who set it.</summary>
    Undone = 1,

    /// <summary>The reason, given after the block took effect.</summary>
    ReasonGiven = 2,

    /// <summary>Released by the responsible person.</summary>
    Unblocked = 3,

    /// <summary>Released for destruction alone. Policy 9.8.</summary>
    ReleasedForDestruction = 4,
}
