namespace ComplianceConsole.Domain.Results;

/// <summary>A live copy of the keyring does not answer: keys can be made, and none renewed or destroyed. Policy 9.8.</summary>
/// <param name="Copy">The copy's file.</param>
public sealed record KeyringCopyAway(string Copy) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Copy];
}

/// <summary>There is no live copy of the keyring at that place.</summary>
/// <param name="Folder">The folder asked for.</param>
public sealed record NoKeyringCopy(string Folder) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Folder];
}

/// <summary>The keys were renewed, and the old root key still stands beside the new: it goes when nobody reads and every copy has followed.</summary>
public sealed record OldRootKeyLeft : Refusal;

/// <summary>The root key cannot be replaced in one of its places.</summary>
/// <param name="Why">What the system said.</param>
public sealed record RootKeyUnwritable(string Why) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Why];
}

/// <summary>The keys are being renewed already, by a destruction whose old root key still stands: somebody reads, or a copy has not followed.</summary>
public sealed record KeysBeingRenewed : Refusal;

/// <summary>The keyring could not be read or written: what was renewed by then holds, the rest is as it was.</summary>
public sealed record KeyringUnavailable : Refusal;
