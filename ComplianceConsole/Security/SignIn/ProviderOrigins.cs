using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace ComplianceConsole.Security.SignIn;

/// <summary>
/// Where forms of the console may lead. Signing out is a form that ends at the provider, and a browser holds its redirects to
/// the list as well; where that is the provider says only once it has been asked.
/// </summary>
internal sealed partial class ProviderOrigins(
    AuthenticationSettings settings,
    IOptionsMonitor<OpenIdConnectOptions> options,
    ILogger<ProviderOrigins> logger
) : BackgroundService
{
    private volatile string _formTargets = Targets(settings.HasAuthority() ? [new Uri(settings.Authority)] : []);
    private volatile bool _endsSessions;

    /// <summary>The sources of the directive <c>form-action</c>.</summary>
    public string FormTargets => _formTargets;

    /// <summary>Whether the provider has a place to sign out at.</summary>
    public bool EndsSessions => _endsSessions;

    /// <summary>Asks the provider, or remembers its answer.</summary>
    /// <returns>Whether it answered.</returns>
    public async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (!settings.HasAuthority())
        {
            return true;
        }
        try
        {
            var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
            var configuration = await ProviderConfiguration.GetAsync(provider, cancellation);
            _endsSessions = Uri.TryCreate(configuration.EndSessionEndpoint, UriKind.Absolute, out var endSession);
            _formTargets = Targets([new Uri(settings.Authority), .. endSession is null ? Array.Empty<Uri>() : [endSession]]);
            return true;
        }
        catch (InvalidOperationException failure)
        {
            LogUnreachable(logger, failure);
            return false;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => ReadAsync(stoppingToken);

    private static string Targets(IEnumerable<Uri> uris) =>
        string.Join(
            ' ',
            uris.Select(uri => uri.GetLeftPart(UriPartial.Authority))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Prepend("'self'")
        );

    [LoggerMessage(LogLevel.Warning, "The identity provider does not answer; nobody can sign in until it does.")]
    private static partial void LogUnreachable(ILogger logger, Exception failure);
}
