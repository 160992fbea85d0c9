namespace ComplianceConsole.Settings;

/// <summary>How data is destroyed.</summary>
public sealed class DestructionSettings
{
    /// <summary>
    /// Whether a destruction takes two people: one proposes it, another who may destroy approves it. It takes two people in that role.
    /// </summary>
    public bool SecondApproval { get; set; }

    /// <summary>
    /// The smallest number of records that a combination of city, year, activity and user type may stand for when records are depersonalised;
    /// at least 2. Policy 3.2.6.
    /// </summary>
    public int SmallestGroup { get; set; } = 5;
}
