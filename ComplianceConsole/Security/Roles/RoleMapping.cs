using System.Text.Json;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Settings;

namespace ComplianceConsole.Security.Roles;

/// <summary>Turns what the provider says of a person into the console's roles, by the configured claim and map.</summary>
public sealed class RoleMapping
{
    private readonly string _claim;
    private readonly ILookup<string, Role> _roles;

    /// <summary>Takes the claim's name and the map from the settings.</summary>
    public RoleMapping(AuthenticationSettings settings)
    {
        var map = settings.RoleMap;
        (Role Role, string[] Values)[] given =
        [
            (Role.ResponsiblePerson, map.Dpo),
            (Role.Staff, map.Staff),
            (Role.Manager, map.Manager),
            (Role.Auditor, map.Auditor),
            (Role.Administrator, map.Admin),
        ];
        _claim = settings.RoleClaim;
        _roles = given
            .SelectMany(pair =>
                (pair.Values.Length > 0 ? pair.Values : [RoleCodes.Format(pair.Role)]).Select(value => (value, pair.Role))
            )
            .ToLookup(pair => pair.value, pair => pair.Role, StringComparer.Ordinal);
    }

    /// <summary>The roles in a set of claims; null where the claim is not there at all, which is not the same as an empty one.</summary>
    /// <param name="claims">The payload of an identity token, or the answer of the userinfo endpoint.</param>
    public Role? Find(JsonElement claims) =>
        Claim(claims, _claim) is { } value
            ? Values(value).SelectMany(word => _roles[word]).Aggregate(Role.None, (roles, role) => roles | role)
            : null;

    private static JsonElement? Claim(JsonElement claims, string path)
    {
        // A claim's own name may contain dots (https://example.kz/roles): the whole name is tried before its parts.
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        if (claims.TryGetProperty(path, out var value))
        {
            return value;
        }
        return path.Split('.', 2) is [var first, var rest] && claims.TryGetProperty(first, out var inner)
            ? Claim(inner, rest)
            : null;
    }

    private static IEnumerable<string> Values(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
            _ => [],
        };
}
