using Microsoft.AspNetCore.Localization;

namespace ComplianceConsole.Components;

/// <summary>Remembers the language a reader chose.</summary>
internal static class LanguageChoice
{
    /// <summary>Sets the cookie for a language the console speaks and goes back; anything else only goes back.</summary>
    public static IResult Handle(HttpContext context, string? culture, string? returnUrl)
    {
        if (Session.ReaderLanguage.All.Any(language => string.Equals(language.Code, culture, StringComparison.Ordinal)))
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture!)),
                new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                });
        }

        return Results.LocalRedirect(LocalAddress(returnUrl));
    }

    /// <summary>An address of this console, or Today for one that leads elsewhere, <c>//host</c> and <c>/\host</c> included.</summary>
    internal static string LocalAddress(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : Links.Today;
}
