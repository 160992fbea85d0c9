using System.Globalization;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// How an act names the keyring's copies: by the folder that holds each, so that whoever keeps the copies knows which is meant and whoever is
/// given the act learns nothing of the server.
/// </summary>
public static class CopyNames
{
    /// <summary>Short names, in the order of the names; none twice.</summary>
    /// <param name="names">The names of live keyrings: paths, or names already.</param>
    public static IReadOnlyList<string> Short(IEnumerable<string> names)
    {
        var given = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. names.Select(name => Distinct(Path.GetFileName(Path.GetDirectoryName(name)) is { Length: > 0 } folder ? $"{folder}/{Path.GetFileName(name)}" : Path.GetFileName(name), given))];
    }

    private static string Distinct(string name, Dictionary<string, int> given)
    {
        var count = given[name] = given.GetValueOrDefault(name) + 1;
        return count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({count})");
    }
}
