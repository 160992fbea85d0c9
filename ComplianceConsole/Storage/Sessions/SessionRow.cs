using ComplianceConsole.Domain.Access;
using NodaTime;

namespace ComplianceConsole.Storage.Sessions;

/// <summary>A signed-in browser. It says nothing of any subject, and the person's name and tokens stand only in the sealed ticket.</summary>
public sealed class SessionRow
{
    /// <summary>The digest of the key in the cookie.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's identifier of the person.</summary>
    public required string PersonId { get; init; }

    /// <summary>The provider's own session, where it has one.</summary>
    public string? ProviderSessionId { get; init; }
    public Role Roles { get; set; }
    public Instant RolesReadAt { get; set; }
    public Instant ExpiresAt { get; set; }

    /// <summary>Sealed by Data Protection.</summary>
    public required byte[] Ticket { get; set; }
}
