using System.Security.Cryptography;

namespace ComplianceConsole.Security.Web;

/// <summary>The random word by which this one response's own inline scripts are told from any other.</summary>
public sealed class CspNonce
{
    /// <summary>128 random bits in base64.</summary>
    public string Value { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
}
