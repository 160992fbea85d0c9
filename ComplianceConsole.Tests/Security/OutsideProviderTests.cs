using System.Net;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Demo;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Security;

/// <summary>A console in production whose identity provider is another process's, here the demonstration's of a second console.</summary>
public sealed class OutsideProviderTests(DemoConsole provider) : IClassFixture<DemoConsole>, IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync()
    {
        await provider.ResetAsync();
        _console = Start();
    }

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Production_signs_in_through_the_configured_provider()
    {
        using var visitor = await _console.SignInAsync("demo-auditor");

        var actor = await _console.ActorAsync();

        Assert.Equal(("demo-auditor", "Yerzhan Kassymbekov", Role.Auditor), (actor.Value.Id, actor.Value.Name, actor.Value.Roles));
    }

    [Fact]
    public async Task The_providers_own_words_for_roles_are_mapped()
    {
        await _console.DisposeAsync();
        _console = Start(("Authentication:RoleMap:Manager", "auditor"), ("Authentication:RoleMap:Auditor", "inspectors"));
        using var visitor = await _console.SignInAsync("demo-auditor");

        Assert.Equal(Role.Manager, (await _console.ActorAsync()).Value.Roles);
    }

    [Fact]
    public async Task Roles_are_read_again_from_the_providers_userinfo()
    {
        using var visitor = await _console.SignInAsync("demo-staff");
        SetRoles("demo-staff", Role.Staff | Role.Manager);

        Assert.Equal(Role.Staff, (await _console.ActorAsync()).Value.Roles);
        _console.Clock.Advance(Duration.FromMinutes(5));
        Assert.Equal(Role.Staff | Role.Manager, (await _console.ActorAsync()).Value.Roles);

        SetRoles("demo-staff", Role.Manager);
        _console.Clock.Advance(Duration.FromMinutes(5));
        Assert.IsType<SessionEnded>((await _console.ActorAsync()).Refusal);
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task An_access_token_that_ran_out_is_renewed_with_the_refresh_token()
    {
        await _console.DisposeAsync();
        _console = Start(("Authentication:Scopes", "openid profile offline_access"));
        using var visitor = await _console.SignInAsync("demo-staff");

        _console.Clock.Advance(Duration.FromHours(2));

        Assert.Equal(Role.Staff, (await _console.ActorAsync()).Value.Roles);
    }

    [Fact]
    public async Task Where_the_token_ran_out_and_cannot_be_renewed_the_session_ends()
    {
        using var visitor = await _console.SignInAsync("demo-staff");

        _console.Clock.Advance(Duration.FromHours(2));

        Assert.IsType<SessionEnded>((await _console.ActorAsync()).Refusal);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_stops_the_action_and_keeps_the_session()
    {
        await using var gone = RunningConsole.Start();
        await using var console = Start(gone);
        using var visitor = await console.SignInAsync("demo-staff");
        await gone.DisposeAsync();

        Assert.True((await console.ActorAsync()).IsDone);
        console.Clock.Advance(Duration.FromMinutes(5));

        Assert.IsType<RolesUnconfirmed>((await console.ActorAsync()).Refusal);
        Assert.IsType<RolesUnconfirmed>((await console.ActorAsync()).Refusal);
    }

    [Fact]
    public async Task The_provider_ends_sessions_at_once_by_back_channel_logout()
    {
        using var visitor = await _console.SignInAsync("demo-staff");

        using (await provider.Console.Visit().PostAsync("/demo/people", ("person", "demo-staff"), ("tell", "yes"))) { }

        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task The_demonstration_provider_is_not_there_in_production()
    {
        using var visitor = await _console.SignInAsync("demo-admin");

        foreach (var path in new[] { "/demo/authorize", "/demo/people", "/.well-known/openid-configuration", "/demo/keys" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusOfAsync(path));
        }
        Assert.Null(_console.Services.GetService<DemoPeople>());
    }

    private RunningConsole Start(params (string, string)[] settings) => Start(provider.Console, settings);

    private static RunningConsole Start(RunningConsole provider, params (string, string)[] settings) =>
        RunningConsole.Start(
            "Production",
            settings:
            [
                ("Authentication:Authority", provider.Address.AbsoluteUri),
                ("Authentication:ClientId", "another-console"),
                .. settings,
            ]
        );

    private void SetRoles(string personId, Role roles) =>
        provider.Console.Services.GetRequiredService<DemoPeople>().SetRoles(DemoPeople.Find(personId)!, roles);
}
