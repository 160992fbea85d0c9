namespace ComplianceConsole.Settings;

/// <summary>Where the stores lie. Section <c>Data</c>.</summary>
public sealed class DataSettings
{
    /// <summary>The folder of the stores. Read: absolute, or relative to the folder of appsettings.json. In use: absolute.</summary>
    public string Directory { get; set; } = "data";

    /// <summary>
    /// The file of the root key. Empty: <c>root.key</c> in <see cref="Directory"/>; another disk is better, for a copy of the folder then
    /// opens nothing. Its folder is writable, for each destruction replaces the key. In use: absolute.
    /// </summary>
    public string RootKeyFile { get; set; } = "";

    /// <summary>Whether the root key lies in the folder whose contents it protects.</summary>
    public bool RootKeyIsBesideTheData() =>
        string.Equals(Path.GetDirectoryName(RootKeyFile), Directory, StringComparison.Ordinal);
}
