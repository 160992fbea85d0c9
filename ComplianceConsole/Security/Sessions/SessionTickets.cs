using System.Security.Cryptography;
using ComplianceConsole.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Seals the ticket of a session, which carries the person's name and the provider's tokens.</summary>
public sealed class SessionTickets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ComplianceConsole.Sessions.Ticket.v1");

    /// <summary>Seals a ticket.</summary>
    public byte[] Seal(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    /// <summary>The person of a session as the ledger names it; by the identifier alone where the ticket does not open.</summary>
    public Actor PersonOf(Session session) =>
        new(
            session.PersonId,
            Open(session.Ticket) is { } ticket ? SessionPrincipal.NameOf(ticket.Principal) : session.PersonId,
            session.Roles
        );

    /// <summary>Opens a sealed ticket; null where its key is gone or the bytes were changed, for then nobody is signed in.</summary>
    public AuthenticationTicket? Open(byte[] sealedTicket)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(_protector.Unprotect(sealedTicket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
