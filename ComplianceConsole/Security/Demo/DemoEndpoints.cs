using System.Collections.Immutable;
using System.Security.Claims;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Security.Web;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace ComplianceConsole.Security.Demo;

/// <summary>The demonstration provider's pages and the two endpoints where OpenIddict leaves the answer to the application.</summary>
internal static class DemoEndpoints
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").AllowAnonymous().DisableAntiforgery();
        group.MapMethods(DemoIdentityProvider.AuthorizePath, ["GET", "POST"], Authorize);
        group.MapPost(DemoIdentityProvider.TokenPath, TokenAsync);
        group.MapMethods(DemoIdentityProvider.UserInfoPath, ["GET", "POST"], UserInfoAsync);
        group.MapGet(DemoIdentityProvider.PeoplePath, (string? saved) => People(saved));
        group.MapPost(DemoIdentityProvider.PeoplePath, SaveAsync);
    }

    /// <summary>Shows the five people; with one chosen, sends the browser back with a code.</summary>
    private static IResult Authorize(HttpContext context, DemoPeople people, DemoLogout logout)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var chosen = HttpMethods.IsPost(context.Request.Method) ? (string?)context.Request.Form["person"] : null;
        if (DemoPeople.Find(chosen) is not { } person)
        {
            return new RazorComponentResult<DemoSignInPage>(new { Request = request });
        }
        logout.Remember(person, request.ClientId!, new Uri(request.RedirectUri!));
        var identity = Describe(new ClaimsIdentity("demo"), person, people);
        identity.SetScopes(request.GetScopes());
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private static async Task<IResult> TokenAsync(HttpContext context, DemoPeople people)
    {
        var granted = await context.AuthenticateAsync(Scheme);
        if (DemoPeople.Find(granted.Principal?.GetClaim(OpenIddictConstants.Claims.Subject)) is not { } person)
        {
            return TypedResults.Forbid(authenticationSchemes: [Scheme]);
        }
        // The claims of the grant are kept, for OpenIddict carries the nonce in them; the roles are those of this moment.
        var identity = Describe(new ClaimsIdentity(granted.Principal!.Claims, "demo"), person, people);
        return TypedResults.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private static async Task<IResult> UserInfoAsync(HttpContext context, DemoPeople people)
    {
        var granted = await context.AuthenticateAsync(Scheme);
        return DemoPeople.Find(granted.Principal?.GetClaim(OpenIddictConstants.Claims.Subject)) is { } person
            ? TypedResults.Json(
                new
                {
                    sub = person.Id,
                    name = person.Name,
                    role = Codes(people.RolesOf(person)),
                }
            )
            : TypedResults.Challenge(authenticationSchemes: [Scheme]);
    }

    private static RazorComponentResult<DemoPeoplePage> People(string? saved) =>
        new(new { Saved = DemoPeople.Find(saved) });

    private static async Task<IResult> SaveAsync(HttpContext context, OwnOrigin origin, DemoPeople people, DemoLogout logout)
    {
        if (!origin.Sent(context.Request))
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }
        var form = context.Request.Form;
        if (DemoPeople.Find(form["person"]) is not { } person)
        {
            return TypedResults.BadRequest();
        }
        var before = people.RolesOf(person);
        var after = form["role"].Aggregate(Role.None, (roles, code) => roles | RoleCodes.Parse(code ?? ""));
        people.SetRoles(person, after);
        if ((before & ~after) != Role.None && form.ContainsKey("tell"))
        {
            await logout.SendAsync(person, context.RequestAborted);
        }
        return TypedResults.LocalRedirect(DemoIdentityProvider.PeoplePath + "?saved=" + person.Id);
    }

    private static ClaimsIdentity Describe(ClaimsIdentity identity, DemoPerson person, DemoPeople people)
    {
        identity
            .SetClaim(OpenIddictConstants.Claims.Subject, person.Id)
            .SetClaim(OpenIddictConstants.Claims.Name, person.Name)
            .SetClaims(OpenIddictConstants.Claims.Role, Codes(people.RolesOf(person)))
            .SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return identity;
    }

    private static ImmutableArray<string> Codes(Role roles) =>
        [.. RoleCodes.All.Where(role => roles.HasFlag(role)).Select(role => RoleCodes.Format(role))];
}
