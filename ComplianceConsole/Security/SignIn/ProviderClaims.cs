using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ComplianceConsole.Security.SignIn;

/// <summary>Reads claims as the provider wrote them: nested ones stay nested.</summary>
internal static class ProviderClaims
{
    /// <summary>The payload of a token that has been validated already.</summary>
    public static JsonElement Payload(string token) =>
        JsonSerializer.Deserialize<JsonElement>(
            Base64UrlEncoder.DecodeBytes(new JsonWebToken(token).EncodedPayload)
        );

    /// <summary>A claim that is one text; null where it is missing or something else.</summary>
    public static string? Text(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object
        && claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
