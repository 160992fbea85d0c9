namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>The tree cannot be renewed while a copy of the keyring does not answer: that one would be left opening nothing.</summary>
/// <param name="file">The copy's file.</param>
public sealed class CopyAwayException(string file) : IOException($"The copy '{file}' of the keyring does not answer.")
{
    /// <summary>The copy's file.</summary>
    public string File { get; } = file;
}

/// <summary>A copy of the keyring does not stand as it should.</summary>
internal sealed class CopyException(CopyStanding standing, string message, Exception? inner = null) : Exception(message, inner)
{
    public CopyStanding Standing { get; } = standing;
}
