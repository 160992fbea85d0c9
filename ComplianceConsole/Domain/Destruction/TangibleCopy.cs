namespace ComplianceConsole.Domain.Destruction;

/// <summary>What carries a copy of a subject's data outside the console. Policy 6.3.</summary>
public enum CopyKind
{
    /// <summary>A file on paper.</summary>
    PaperFile = 0,

    /// <summary>A report that was printed.</summary>
    PrintedReport = 1,

    /// <summary>A file that was exported or received.</summary>
    DigitalFile = 2,

    /// <summary>A disc, a stick, a tape.</summary>
    Medium = 3,
}

/// <summary>How a copy was destroyed by hand.</summary>
public enum CopyDisposal
{
    /// <summary>Shredded.</summary>
    Shredded = 0,

    /// <summary>Burned.</summary>
    Burned = 1,

    /// <summary>Overwritten or deleted so that it cannot be restored.</summary>
    Wiped = 2,

    /// <summary>The medium was broken.</summary>
    Broken = 3,

    /// <summary>Given back to the person.</summary>
    Returned = 4,
}

/// <summary>What a copy is, where it lies and who keeps it; kept sealed, since people write names there.</summary>
/// <param name="What">What it is: the number of a folder or of an inventory.</param>
/// <param name="Place">Where it lies.</param>
/// <param name="Keeper">Who keeps it.</param>
public sealed record CopyDetails(string What, string Place, string Keeper)
{
    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => nameof(CopyDetails);
}
