using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ComplianceConsole.Security.Demo;

/// <summary>The key the demonstration's provider signs with. It lives as long as the process.</summary>
internal sealed class DemoKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public DemoKey() => Security = new ECDsaSecurityKey(_key) { KeyId = Guid.NewGuid().ToString("N") };

    /// <summary>The key; P-256 keeps tokens and with them cookies small.</summary>
    public ECDsaSecurityKey Security { get; }

    public void Dispose() => _key.Dispose();
}
