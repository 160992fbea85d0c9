using ComplianceConsole.Domain.Access;
using NodaTime;

namespace ComplianceConsole.Security.Sessions;

/// <summary>One signed-in browser, as the server knows it. It says nothing of any subject.</summary>
/// <param name="Id">The digest of the key in the cookie: who reads the store cannot make the cookie.</param>
/// <param name="PersonId">The provider's identifier of the person.</param>
/// <param name="ProviderSessionId">The provider's own session (<c>sid</c>), by which it ends sessions from behind; null where it has none.</param>
/// <param name="Roles">The roles as last read from the provider.</param>
/// <param name="RolesReadAt">When they were read.</param>
/// <param name="ExpiresAt">When the session ends by itself; this instant is already after it.</param>
/// <param name="Ticket">The ticket with name and tokens, sealed by Data Protection.</param>
public sealed record Session(
    string Id,
    string PersonId,
    string? ProviderSessionId,
    Role Roles,
    Instant RolesReadAt,
    Instant ExpiresAt,
    byte[] Ticket
);
