namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// The root key is being renewed already: two stand on disk, because somebody reads the keyring or a copy has not followed, and a third must not
/// come beside them. Nothing was changed; it is finished by whoever asks next, and then can be begun anew.
/// </summary>
public sealed class RenewalUnderWayException()
    : StoreException("The root key is being renewed already: a place of it, or a copy of the keyring, has not followed yet.");
