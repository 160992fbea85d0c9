namespace ComplianceConsole.Settings;

/// <summary>Where the keyring and its root key are kept a second time. Section <c>Keyring</c>.</summary>
public sealed class KeyringSettings
{
    /// <summary>
    /// The folders that each hold a live copy of the keyring, on other disks or other machines' mounts: what changes is written there before it
    /// counts as done. Read: absolute, or relative to the folder of appsettings.json. In use: absolute. Empty: no copy.
    /// </summary>
    public string[] Copies { get; set; } = [];

    /// <summary>
    /// Further files of the root key, beside <see cref="DataSettings.RootKeyFile"/>: each destruction replaces the root key, so that one put
    /// away by hand would soon open nothing. In use: absolute.
    /// </summary>
    public string[] RootKeys { get; set; } = [];
}
