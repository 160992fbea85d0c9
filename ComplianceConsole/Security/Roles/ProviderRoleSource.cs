using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ComplianceConsole.Security.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using NodaTime;

namespace ComplianceConsole.Security.Roles;

/// <summary>Reads roles again from an outside provider: from where they stood at sign-in, with a renewed token where the old one ran out.</summary>
internal sealed partial class ProviderRoleSource(
    IOptionsMonitor<OpenIdConnectOptions> options,
    RoleMapping mapping,
    IClock clock,
    ILogger<ProviderRoleSource> logger
) : IRoleSource
{
    private static readonly Duration Margin = Duration.FromSeconds(30);

    public async Task<RoleReading> ReadAsync(
        string personId,
        AuthenticationProperties tokens,
        CancellationToken cancellation
    )
    {
        var provider = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        try
        {
            var configuration = await ProviderConfiguration.GetAsync(provider, cancellation);
            return tokens.Items.ContainsKey(SignInEvents.RolesFromUserInfoItem)
                ? await ReadUserInfoAsync(personId, tokens, provider, configuration, cancellation)
                : await ReadIdentityTokenAsync(personId, tokens, provider, configuration, cancellation);
        }
        catch (Exception failure)
            when (failure is HttpRequestException or JsonException or InvalidOperationException
                || (failure is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            LogUnreachable(logger, failure);
            return new RoleReading.Unreachable();
        }
    }

    private async Task<RoleReading> ReadUserInfoAsync(
        string personId,
        AuthenticationProperties tokens,
        OpenIdConnectOptions provider,
        OpenIdConnectConfiguration configuration,
        CancellationToken cancellation
    )
    {
        var isRenewed = false;
        if (HasRunOut(tokens))
        {
            if (await RenewAsync(tokens, provider, configuration, cancellation) is null)
            {
                return new RoleReading.Ended();
            }
            isRenewed = true;
        }
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, configuration.UserInfoEndpoint);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetTokenValue("access_token"));
            using var response = await provider.Backchannel.SendAsync(request, cancellation);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                if (isRenewed || await RenewAsync(tokens, provider, configuration, cancellation) is null)
                {
                    return new RoleReading.Ended();
                }
                isRenewed = true;
                continue;
            }
            response.EnsureSuccessStatusCode();
            var claims = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            return Reading(personId, claims);
        }
    }

    private async Task<RoleReading> ReadIdentityTokenAsync(
        string personId,
        AuthenticationProperties tokens,
        OpenIdConnectOptions provider,
        OpenIdConnectConfiguration configuration,
        CancellationToken cancellation
    )
    {
        var renewed = await RenewAsync(tokens, provider, configuration, cancellation);
        return
            renewed?.IdToken is { Length: > 0 } identityToken
            && await ProviderTokens.ValidateAsync(identityToken, provider, cancellation) is not null
            ? Reading(personId, ProviderClaims.Payload(identityToken))
            : new RoleReading.Ended();
    }

    private RoleReading Reading(string personId, JsonElement claims) =>
        string.Equals(ProviderClaims.Text(claims, "sub"), personId, StringComparison.Ordinal)
            ? new RoleReading.Known(mapping.Find(claims) ?? Domain.Access.Role.None)
            : new RoleReading.Ended();

    /// <summary>Takes new tokens with the refresh token; null where there is none or the provider takes it no longer.</summary>
    private async Task<OpenIdConnectMessage?> RenewAsync(
        AuthenticationProperties tokens,
        OpenIdConnectOptions provider,
        OpenIdConnectConfiguration configuration,
        CancellationToken cancellation
    )
    {
        if (tokens.GetTokenValue("refresh_token") is not { } refreshToken)
        {
            return null;
        }
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = provider.ClientId!,
        };
        if (!string.IsNullOrEmpty(provider.ClientSecret))
        {
            fields["client_secret"] = provider.ClientSecret;
        }
        using var form = new FormUrlEncodedContent(fields);
        using var response = await provider.Backchannel.PostAsync(configuration.TokenEndpoint, form, cancellation);
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
        {
            return null;
        }
        response.EnsureSuccessStatusCode();
        var message = new OpenIdConnectMessage(await response.Content.ReadAsStringAsync(cancellation));
        Keep(tokens, message);
        return message;
    }

    private void Keep(AuthenticationProperties tokens, OpenIdConnectMessage message)
    {
        tokens.UpdateTokenValue("access_token", message.AccessToken);
        if (!string.IsNullOrEmpty(message.RefreshToken))
        {
            tokens.UpdateTokenValue("refresh_token", message.RefreshToken);
        }
        if (!string.IsNullOrEmpty(message.IdToken))
        {
            tokens.UpdateTokenValue("id_token", message.IdToken);
        }
        if (int.TryParse(message.ExpiresIn, NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds))
        {
            var until = clock.GetCurrentInstant() + Duration.FromSeconds(seconds);
            tokens.UpdateTokenValue("expires_at", until.ToString("g", CultureInfo.InvariantCulture));
        }
    }

    private bool HasRunOut(AuthenticationProperties tokens) =>
        DateTimeOffset.TryParse(
            tokens.GetTokenValue("expires_at"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var until
        )
        && Instant.FromDateTimeOffset(until) - clock.GetCurrentInstant() < Margin;

    [LoggerMessage(LogLevel.Warning, "The identity provider did not answer when roles were read again.")]
    private static partial void LogUnreachable(ILogger logger, Exception failure);
}
