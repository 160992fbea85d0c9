using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// One live copy of the keyring. Data counts as destroyed only when every copy there is has confirmed that its key is gone. Policy 2.1(10).
/// </summary>
public interface ILiveKeyring
{
    /// <summary>What it is called, without personal data: <c>keys.db</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether the copy holds a holder's tombstone and nothing else of it any more: neither its key nor its identifiers, nor their bytes in a log.
    /// </summary>
    /// <returns>False where it still does, or cannot be emptied now: ask again later.</returns>
    bool Confirms(KeyHolder kind, long id);
}
