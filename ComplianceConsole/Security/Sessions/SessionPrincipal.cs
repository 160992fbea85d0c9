using System.Security.Claims;
using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Security.Sessions;

/// <summary>The signed-in person as the framework carries it: identifier, name, roles and session, and nothing more of what the provider said.</summary>
public static class SessionPrincipal
{
    private const string PersonClaim = "sub";
    private const string NameClaim = "name";
    private const string RoleClaim = "role";
    private const string SessionClaim = "console_session";

    /// <summary>Makes the principal of a person.</summary>
    public static ClaimsPrincipal Create(string personId, string name, Role roles)
    {
        var identity = new ClaimsIdentity("oidc", NameClaim, RoleClaim);
        identity.AddClaim(new Claim(PersonClaim, personId));
        identity.AddClaim(new Claim(NameClaim, name));
        identity.AddClaims(
            RoleCodes.All.Where(role => roles.HasFlag(role)).Select(role => new Claim(RoleClaim, RoleCodes.Format(role)))
        );
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The same person with the session it belongs to.</summary>
    public static ClaimsPrincipal With(ClaimsPrincipal principal, Session session)
    {
        var renewed = Create(session.PersonId, NameOf(principal), session.Roles);
        ((ClaimsIdentity)renewed.Identity!).AddClaim(new Claim(SessionClaim, session.Id));
        return renewed;
    }

    /// <summary>The person's identifier at the provider; null where nobody is signed in.</summary>
    public static string? PersonOf(ClaimsPrincipal principal) => principal.FindFirst(PersonClaim)?.Value;

    /// <summary>The name colleagues know.</summary>
    public static string NameOf(ClaimsPrincipal principal) => principal.FindFirst(NameClaim)?.Value ?? "";

    /// <summary>The session; null where nobody is signed in.</summary>
    public static string? SessionOf(ClaimsPrincipal principal) => principal.FindFirst(SessionClaim)?.Value;

    /// <summary>The roles as they were when the page was loaded. Use cases ask <see cref="ICurrentActor"/> for those of this moment.</summary>
    public static Role RolesOf(ClaimsPrincipal principal) =>
        principal.FindAll(RoleClaim).Aggregate(Role.None, (roles, claim) => roles | RoleCodes.Parse(claim.Value));
}
