namespace ComplianceConsole.Storage.Vault;

/// <summary>A holder's key that is still to be written to the keyring.</summary>
/// <param name="Wrapped">The key, wrapped by its shelf's key.</param>
/// <param name="Shelf">That shelf, as it was then: a destruction may give it a new key before this one is written.</param>
internal sealed record FreshKey(byte[] Wrapped, Shelf Shelf);
