using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ComplianceConsole.Security.SignIn;

/// <summary>Sets up the cookie and OpenID Connect.</summary>
internal static class SignInServices
{
    public static void Add(IServiceCollection services, ConsoleSettings settings)
    {
        services.AddSingleton<RoleMapping>();
        services.AddSingleton<ProviderOrigins>().AddHostedService(provider => provider.GetRequiredService<ProviderOrigins>());
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            .AddCookie(options => Configure(options, settings))
            .AddOpenIdConnect(options => Configure(options, settings.Authentication));
        services
            .AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionTicketStore>((options, store) => options.SessionStore = store);
    }

    private static void Configure(CookieAuthenticationOptions options, ConsoleSettings settings)
    {
        // Over plain http, which only this machine speaks, a browser would refuse the prefix.
        var isAlwaysSecure = settings.Site.PublicOrigin()?.Scheme is "https";
        options.Cookie.Name = isAlwaysSecure ? "__Host-console" : "console";
        options.Cookie.SecurePolicy = isAlwaysSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.ExpireTimeSpan = TimeSpan.FromHours(settings.Authentication.SessionHours);
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = CheckSessionAsync;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            if (Navigation.IsPageLoad(context.Request))
            {
                context.Response.Redirect(SignInEndpoints.DeniedPath);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            }
            return Task.CompletedTask;
        };
    }

    private static void Configure(OpenIdConnectOptions options, AuthenticationSettings settings)
    {
        if (settings.HasAuthority())
        {
            options.Authority = settings.Authority;
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret.Length > 0 ? settings.ClientSecret : null;
            options.RequireHttpsMetadata = new Uri(settings.Authority).Scheme is "https";
            options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        }
        options.Scope.Clear();
        foreach (var scope in settings.Scopes.Length > 0 ? settings.Scopes : ["openid", "profile"])
        {
            options.Scope.Add(scope);
        }
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.DisableTelemetry = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.SaveTokens = true;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SignedOutRedirectUri = SignInEndpoints.SignedOutPath;
        options.RemoteSignOutPath = default;
        options.EventsType = typeof(SignInEvents);
    }

    /// <summary>A full load meets the same question as a use case: does the session stand, with which roles.</summary>
    private static async Task CheckSessionAsync(CookieValidatePrincipalContext context)
    {
        var sessionId = SessionPrincipal.SessionOf(context.Principal!);
        var keeper = context.HttpContext.RequestServices.GetRequiredService<SessionKeeper>();
        Result<Session> session = sessionId is null
            ? new SessionEnded()
            : await keeper.CheckAsync(sessionId, context.HttpContext.RequestAborted);
        if (session.Refusal is SessionEnded)
        {
            context.RejectPrincipal();
        }
        else if (session.IsDone)
        {
            context.ReplacePrincipal(SessionPrincipal.With(context.Principal!, session.Value));
        }
    }
}
