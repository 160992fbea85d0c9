using ComplianceConsole.Storage.Vault;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace ComplianceConsole.Security.SignIn;

/// <summary>Leads a sign-in that could not be recorded to the page that says it failed: who is not in the ledger is not let in.</summary>
internal sealed partial class SignInGuard(
    RequestDelegate next,
    IOptionsMonitor<OpenIdConnectOptions> options,
    ILogger<SignInGuard> logger
)
{
    /// <summary>One request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (StoreException failure) when (IsSignIn(context))
        {
            LogRefused(logger, failure);
            context.Response.Redirect(SignInEndpoints.FailedPath);
        }
    }

    private bool IsSignIn(HttpContext context) =>
        !context.Response.HasStarted
        && context.Request.Path == options.Get(OpenIdConnectDefaults.AuthenticationScheme).CallbackPath;

    [LoggerMessage(LogLevel.Error, "A sign-in was refused.")]
    private static partial void LogRefused(ILogger logger, Exception failure);
}
