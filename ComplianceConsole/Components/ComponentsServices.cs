using System.Globalization;
using ComplianceConsole.Components.Session;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;

namespace ComplianceConsole.Components;

/// <summary>Registers the pages' frame: components, languages, theme.</summary>
public static class ComponentsServices
{
    /// <summary>Adds what the frame around every page needs. The features add their pages' services themselves.</summary>
    public static IServiceCollection AddConsoleComponents(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddLocalization();
        services.AddHttpContextAccessor();
        services.AddScoped<ReaderLanguage>();
        services.AddScoped<ISignedInActor, SignedInActor>();
        services.AddScoped<Controls.UndoSnackbar>();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.ShowTransitionDuration = 0;
            options.SnackbarConfiguration.HideTransitionDuration = 0;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
        });
        services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] cultures = [.. ReaderLanguage.All.Select(language => CultureInfo.GetCultureInfo(language.Code))];
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.RequestCultureProviders =
                [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        });
        return services;
    }

    /// <summary>
    /// Puts the pages in their place: the reader's language, a page in words for an address that does not exist or an
    /// error nobody expected. Called before authentication.
    /// </summary>
    public static WebApplication UseConsoleComponents(this WebApplication app)
    {
        app.UseRequestLocalization();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler(Links.Error, createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute(Links.ProblemPattern, createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (!IsForReader(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
        return app;
    }

    /// <summary>Whether somebody reads the answer in a browser, so that an empty error becomes a page in words.</summary>
    private static bool IsForReader(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Maps the static assets, the pages and the change of language.</summary>
    public static WebApplication MapConsoleComponents(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();

        // A file that stands alone in a tab, such as a PDF, can name no icon: the browser asks here.
        app.MapGet("/favicon.ico", () => TypedResults.LocalRedirect("/icons/console.svg", permanent: true)).AllowAnonymous();
        app.MapGet("/language", LanguageChoice.Handle).AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
