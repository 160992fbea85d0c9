using ComplianceConsole.Domain.Access;
using Microsoft.AspNetCore.Authentication;

namespace ComplianceConsole.Security.Roles;

/// <summary>Reads the roles of a signed-in person again, from wherever they came.</summary>
public interface IRoleSource
{
    /// <summary>Reads the roles. Tokens renewed on the way are put into <paramref name="tokens"/>, which the caller keeps.</summary>
    /// <param name="personId">Of whom.</param>
    /// <param name="tokens">The tokens of the session.</param>
    /// <param name="cancellation">Stops waiting for the provider.</param>
    Task<RoleReading> ReadAsync(string personId, AuthenticationProperties tokens, CancellationToken cancellation);
}

/// <summary>What a reading of the roles brought.</summary>
public abstract record RoleReading
{
    private RoleReading() { }

    /// <summary>The roles of this moment.</summary>
    public sealed record Known(Role Roles) : RoleReading;

    /// <summary>The provider no longer vouches for the person, or has no way to say anything.</summary>
    public sealed record Ended : RoleReading;

    /// <summary>The provider did not answer; asking again may help.</summary>
    public sealed record Unreachable : RoleReading;
}
