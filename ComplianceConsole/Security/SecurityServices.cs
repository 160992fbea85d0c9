using ComplianceConsole.Security.Demo;
using ComplianceConsole.Security.Roles;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Security.SignIn;
using ComplianceConsole.Security.Web;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ComplianceConsole.Security;

/// <summary>Puts sign-in, sessions, roles, headers and the demonstration's identity provider in their places.</summary>
public static class SecurityServices
{
    /// <summary>Adds the services. The settings are checked already.</summary>
    public static void AddConsoleSecurity(this WebApplicationBuilder builder, ConsoleSettings settings)
    {
        var services = builder.Services;
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddLocalization();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAntiforgery();
        services.AddHealthChecks().AddCheck<StoresHealth>("stores");
        services
            .AddDataProtection()
            .SetApplicationName("ComplianceConsole")
            .PersistKeysToFileSystem(new DirectoryInfo(settings.Site.DataProtectionDirectory));

        // It warns that the keys are not encrypted a second time; their folder is their owner's alone.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        services.AddSingleton<OwnOrigin>().AddScoped<CspNonce>();
        ProxyHeaders.Configure(services, settings.Site.ForwardedHeaders);
        AddSessions(services);

        SignInServices.Add(services, settings);
        if (settings.Authentication.HasAuthority())
        {
            services.AddSingleton<IRoleSource, ProviderRoleSource>().AddScoped<SignInEvents>();
        }
        else
        {
            DemoIdentityProvider.Add(services, builder.Environment);
        }
        RequireRightAttribute.AddPolicies(services.AddAuthorizationBuilder());
    }

    /// <summary>The first stations of every request: who asked, over what, and the headers of the answer.</summary>
    public static void UseConsoleSecurityHeaders(this WebApplication app)
    {
        if (app.Services.GetRequiredService<SiteSettings>().ForwardedHeaders.IsEnabled())
        {
            app.UseForwardedHeaders();
        }
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
        app.UseMiddleware<SecurityHeaders>();
    }

    /// <summary>Who acts and whether it may; after the reader's language is known.</summary>
    public static void UseConsoleSecurity(this WebApplication app)
    {
        app.UseMiddleware<CircuitGate>();
        if (UsesDemo(app))
        {
            app.UseMiddleware<DemoGuard>();
        }
        app.UseMiddleware<SignInGuard>();
        app.UseAuthentication();
        app.Use(
            (context, next) =>
            {
                context.RequestServices.GetRequiredService<SessionWatch>().Attach(context.User);
                return next(context);
            }
        );
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Maps sign-in, sign-out, health, and the demonstration's provider.</summary>
    public static void MapConsoleSecurity(this WebApplication app)
    {
        SignInEndpoints.Map(app);
        HealthEndpoints.Map(app);
        if (UsesDemo(app))
        {
            DemoEndpoints.Map(app);
        }
    }

    private static bool UsesDemo(WebApplication app) =>
        !app.Services.GetRequiredService<AuthenticationSettings>().HasAuthority();

    private static void AddSessions(IServiceCollection services)
    {
        services
            .AddSingleton<ISessionStore, RecordsSessionStore>()
            .AddSingleton<SessionTickets>()
            .AddSingleton<SessionEvents>()
            .AddSingleton<SessionKeeper>()
            .AddSingleton<SessionTicketStore>()
            .AddScoped<SessionWatch>()
            .AddScoped<ICurrentActor, CurrentActor>()
            .AddScoped<CircuitHandler, SessionCircuit>()
            .Replace(ServiceDescriptor.Scoped<AuthenticationStateProvider, SessionAuthenticationState>());
        services.Configure<CircuitOptions>(options =>
        {
            // What a page shows stays in memory for as long as its circuit is kept.
            options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            options.PersistedCircuitInMemoryMaxRetained = 0;
            options.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.FromMinutes(3);
        });
    }
}
