using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Pages;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Security.Web;
using ComplianceConsole.Storage.Vault;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ComplianceConsole.Security.SignIn;

/// <summary>The ways in and out.</summary>
internal static class SignInEndpoints
{
    public const string SignInPath = "/sign-in";
    public const string SignOutPath = "/sign-out";
    public const string SignedOutPath = "/signed-out";
    public const string FailedPath = "/sign-in-failed";
    public const string DeniedPath = "/denied";
    public const string BackchannelPath = "/signout-backchannel";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").AllowAnonymous().DisableAntiforgery();
        group.MapGet(SignInPath, SignIn);
        group.MapPost(SignOutPath, SignOutAsync);
        group.MapPost(BackchannelPath, BackchannelLogout.HandleAsync);
        group.MapGet(FailedPath, () => new RazorComponentResult<SignInFailedPage>());
    }

    private static ChallengeHttpResult SignIn(string? returnUrl) =>
        TypedResults.Challenge(new AuthenticationProperties { RedirectUri = ReturnUrl.Local(returnUrl) });

    /// <summary>
    /// Ends the session in every tab, then at the provider. Only the site's own pages may ask for it; their origin is proof
    /// enough, so that the form needs no token.
    /// </summary>
    private static async Task<IResult> SignOutAsync(
        HttpContext context,
        OwnOrigin origin,
        SessionKeeper keeper,
        ProviderOrigins provider
    )
    {
        if (!origin.Sent(context.Request))
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }
        if (SessionPrincipal.SessionOf(context.User) is not { } sessionId)
        {
            return TypedResults.Redirect(SignedOutPath);
        }

        // Read before the session goes: the provider is told whose session it was by the identity token.
        await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        var ended = await keeper.EndAsync(sessionId, SessionEnding.SignedOut, context.RequestAborted);
        if (ended.Refusal is StoreUnavailable)
        {
            throw new StoreException("A sign-out could not be recorded; the session goes on.");
        }
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

        return await provider.ReadAsync(context.RequestAborted) && provider.EndsSessions
            ? TypedResults.SignOut(
                new AuthenticationProperties { RedirectUri = SignedOutPath },
                [OpenIdConnectDefaults.AuthenticationScheme]
            )
            : TypedResults.Redirect(SignedOutPath);
    }
}
