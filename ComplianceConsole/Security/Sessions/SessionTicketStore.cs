using System.Security.Cryptography;
using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Vault;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;

namespace ComplianceConsole.Security.Sessions;

/// <summary>Keeps what a cookie would carry on the server; the cookie carries only a key to it.</summary>
public sealed class SessionTicketStore(
    ISessionStore store,
    SessionKeeper keeper,
    SessionTickets tickets,
    AuthenticationSettings settings,
    IClock clock
) : ITicketStore
{
    /// <summary>The item of a ticket's properties that holds the provider's own session.</summary>
    internal const string ProviderSessionItem = ".provider_session";

    private Duration Length => Duration.FromHours(settings.SessionHours);

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetCurrentInstant();
        var session = new Session(
            IdOf(key),
            SessionPrincipal.PersonOf(ticket.Principal) ?? throw new InvalidOperationException("A ticket names no person."),
            ticket.Properties.Items.TryGetValue(ProviderSessionItem, out var providerSession) ? providerSession : null,
            SessionPrincipal.RolesOf(ticket.Principal),
            now,
            now + Length,
            tickets.Seal(ticket)
        );
        foreach (var runOut in await store.FindRunOutAsync(now, CancellationToken.None))
        {
            await keeper.EndAsync(runOut, SessionEnding.RanOut, CancellationToken.None);
        }
        var person = new Actor(session.PersonId, SessionPrincipal.NameOf(ticket.Principal), session.Roles);
        var begun = await store.BeginAsync(session, person, CancellationToken.None);
        return begun.IsDone
            ? key
            : throw new StoreException("A sign-in could not be recorded, so that nobody was let in.");
    }

    /// <summary>Only the end is put off: the ticket at hand may carry tokens that were renewed meanwhile.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        store.ExtendAsync(IdOf(key), clock.GetCurrentInstant() + Length, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var session = await store.FindAsync(IdOf(key), CancellationToken.None);
        if (session is null || tickets.Open(session.Ticket) is not { } ticket)
        {
            return null;
        }
        ticket.Properties.ExpiresUtc = session.ExpiresAt.ToDateTimeOffset();
        ticket.Properties.IssuedUtc = (session.ExpiresAt - Length).ToDateTimeOffset();
        return new AuthenticationTicket(
            SessionPrincipal.With(ticket.Principal, session),
            ticket.Properties,
            ticket.AuthenticationScheme
        );
    }

    /// <summary>Asked for when a cookie is found too old, and once more after a sign-out, when there is nothing left.</summary>
    public Task RemoveAsync(string key) => keeper.EndAsync(IdOf(key), SessionEnding.RanOut, CancellationToken.None);

    private static string IdOf(string key) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
