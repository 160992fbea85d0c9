namespace ComplianceConsole.Settings;

/// <summary>How data is destroyed.</summary>
public sealed class DestructionSettings
{
    /// <summary>
    /// Whether a destruction takes two people: one proposes it, another who may destroy approves it. It takes two people in that role.
    /// </summary>
    public bool SecondApproval { get; set; }
}
