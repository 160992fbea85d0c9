using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Security;

/// <summary>The console with an identity provider that others wrote.</summary>
public sealed class OidcProviderTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_person_signs_in_and_roles_are_read_again(bool hasUserInfo)
    {
        using var provider = await OidcProvider.StartAsync(hasUserInfo);
        await using var console = provider.StartConsole();
        await provider.SetRolesAsync("ann", "dpo,outsider");
        using var visitor = console.Visit();
        using var page = await provider.SignInAsync(visitor, "ann");

        Assert.Equal(console.Address, page.RequestMessage!.RequestUri);
        var actor = (await console.ActorAsync()).Value;
        Assert.Equal(("ann", "Person ann", Role.ResponsiblePerson), (actor.Id, actor.Name, actor.Roles));

        // The tokens of sign-in have run out by now, and each refresh token is good for one use.
        await provider.SetRolesAsync("ann", "dpo,auditor");
        console.Clock.Advance(Duration.FromHours(2));
        var both = await Task.WhenAll(console.ActorAsync(), console.ActorAsync());
        Assert.All(both, read => Assert.Equal(Role.ResponsiblePerson | Role.Auditor, read.Value.Roles));
        console.Clock.Advance(Duration.FromHours(2));
        Assert.Equal(Role.ResponsiblePerson | Role.Auditor, (await console.ActorAsync()).Value.Roles);

        await provider.SetRolesAsync("ann", "auditor");
        console.Clock.Advance(Duration.FromMinutes(5));
        Assert.IsType<SessionEnded>((await console.ActorAsync()).Refusal);
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_the_provider_too()
    {
        using var provider = await OidcProvider.StartAsync();
        await using var console = provider.StartConsole();
        await provider.SetRolesAsync("ann", "dpo");
        using var visitor = console.Visit();
        using (await provider.SignInAsync(visitor, "ann")) { }

        using var atProvider = await visitor.FollowAsync(await visitor.PostAsync("/sign-out"));
        Assert.Equal(provider.Issuer.Authority, atProvider.RequestMessage!.RequestUri!.Authority);
        Assert.Empty(await console.SessionsAsync());

        using var end = await provider.ConfirmSignOutAsync(visitor, atProvider);
        Assert.Equal(new Uri(console.Address, "/signed-out"), end.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task Signing_out_at_the_provider_ends_the_session_here()
    {
        using var provider = await OidcProvider.StartAsync();
        await using var console = provider.StartConsole();
        await provider.SetRolesAsync("ann", "dpo");
        using var visitor = console.Visit();
        using (await provider.SignInAsync(visitor, "ann")) { }
        Assert.Single(await console.SessionsAsync());

        using var page = await visitor.Http.GetAsync(new Uri(provider.Issuer, "/session/end"));
        using (await provider.ConfirmSignOutAsync(visitor, page)) { }

        Assert.Empty(await console.SessionsAsync());
    }

    [Fact]
    public async Task The_form_that_signs_out_may_lead_to_the_provider_and_no_further()
    {
        using var provider = await OidcProvider.StartAsync();
        await using var console = provider.StartConsole();
        using var visitor = console.Visit();
        using var response = await visitor.GetAsync("/signed-out");

        var policy = string.Join(' ', response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains(
            $"form-action 'self' {provider.Issuer.GetLeftPart(UriPartial.Authority)};",
            policy,
            StringComparison.Ordinal
        );
    }
}
