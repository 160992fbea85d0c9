using System.Net;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Security.Sessions;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Security;

public sealed class SignInTests(DemoConsole demo) : IClassFixture<DemoConsole>, IAsyncLifetime
{
    private readonly RunningConsole _console = demo.Console;

    public async ValueTask InitializeAsync() => await demo.ResetAsync();

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData("demo-dpo", Role.ResponsiblePerson)]
    [InlineData("demo-staff", Role.Staff)]
    [InlineData("demo-manager", Role.Manager)]
    [InlineData("demo-auditor", Role.Auditor)]
    [InlineData("demo-admin", Role.Administrator)]
    public async Task Each_demonstration_person_signs_in_with_the_own_role(string person, Role role)
    {
        using var visitor = await _console.SignInAsync(person);

        Assert.True(await visitor.IsSignedInAsync());
        var actor = await _console.ActorAsync(await _console.OnlySessionAsync());
        Assert.Equal((person, role, ActorKind.Person), (actor.Value.Id, actor.Value.Roles, actor.Value.Kind));
    }

    [Fact]
    public async Task The_sign_in_page_offers_the_five_roles_by_name()
    {
        using var visitor = _console.Visit();
        using var page = await visitor.FollowAsync(await visitor.GetAsync("/"));
        var html = await page.Content.ReadAsStringAsync();

        foreach (var name in new[] { "Responsible person", "Staff", "Manager", "Auditor", "Administrator" })
        {
            Assert.Contains($">{name}</button>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_signing_in_the_page_asked_for_is_shown()
    {
        using var visitor = _console.Visit();
        using var page = await visitor.SignInAsync("demo-staff", "/requests?state=open");

        Assert.Equal("/requests?state=open", page.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_leads_nowhere_else(string returnUrl)
    {
        using var visitor = _console.Visit();
        using var page = await visitor.SignInAsync("demo-staff", "/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));

        Assert.Equal(_console.Address, page.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_in_every_tab()
    {
        using var visitor = await _console.SignInAsync("demo-dpo");
        var session = await _console.OnlySessionAsync();
        var told = 0;
        using var listening = _console.Services.GetRequiredService<SessionEvents>().Subscribe(session.Id, () => told++);

        using var response = await visitor.PostAsync("/sign-out");

        Assert.Equal("/signed-out", response.Headers.Location?.OriginalString);
        Assert.Equal(1, told);
        Assert.IsType<SessionEnded>((await _console.ActorAsync(session)).Refusal);
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task Another_site_cannot_sign_anybody_out()
    {
        using var visitor = await _console.SignInAsync("demo-dpo");

        foreach (var origin in new[] { "https://evil.example", "null", null })
        {
            using var response = await visitor.PostFromAsync(origin, new Uri(_console.Address, "/sign-out"), []);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_session_ends_by_itself()
    {
        using var visitor = await _console.SignInAsync("demo-dpo");
        var session = await _console.OnlySessionAsync();

        _console.Clock.Advance(Duration.FromHours(12));

        Assert.IsType<SessionEnded>((await _console.ActorAsync(session)).Refusal);
        Assert.False(await visitor.IsSignedInAsync());
        Assert.Empty(await _console.SessionsAsync());
    }

    [Fact]
    public async Task A_role_taken_away_is_noticed_within_five_minutes_and_ends_the_session()
    {
        using var visitor = await _console.SignInAsync("demo-staff");
        var session = await _console.OnlySessionAsync();
        using (await _console.Visit().PostAsync("/demo/people", ("person", "demo-staff"))) { }

        _console.Clock.Advance(Duration.FromMinutes(5) - Duration.FromSeconds(1));
        Assert.True((await _console.ActorAsync(session)).IsDone);

        _console.Clock.Advance(Duration.FromSeconds(1));
        Assert.IsType<SessionEnded>((await _console.ActorAsync(session)).Refusal);
        Assert.False(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_role_given_is_there_within_five_minutes_and_the_session_stays()
    {
        using var visitor = await _console.SignInAsync("demo-staff");
        var session = await _console.OnlySessionAsync();
        using (
            await _console.Visit().PostAsync("/demo/people", ("person", "demo-staff"), ("role", "staff"), ("role", "auditor"))
        ) { }

        _console.Clock.Advance(Duration.FromMinutes(5));

        Assert.Equal(Role.Staff | Role.Auditor, (await _console.ActorAsync(session)).Value.Roles);
    }

    [Fact]
    public async Task The_demonstration_provider_takes_a_role_away_at_once_by_back_channel_logout()
    {
        using var visitor = await _console.SignInAsync("demo-staff");
        using var other = await _console.SignInAsync("demo-dpo");

        using (await _console.Visit().PostAsync("/demo/people", ("person", "demo-staff"), ("tell", "yes"))) { }

        Assert.False(await visitor.IsSignedInAsync());
        Assert.True(await other.IsSignedInAsync());
    }

    [Fact]
    public async Task Somebody_without_a_role_is_told_so()
    {
        using (await _console.Visit().PostAsync("/demo/people", ("person", "demo-admin"))) { }

        using var visitor = _console.Visit();
        using var page = await visitor.SignInAsync("demo-admin");

        Assert.Equal("/denied", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task The_stored_ticket_shows_neither_name_nor_token()
    {
        using var visitor = await _console.SignInAsync("demo-dpo");
        var session = await _console.OnlySessionAsync();

        var text = System.Text.Encoding.Latin1.GetString(session.Ticket);

        Assert.DoesNotContain("Sarsenova", text, StringComparison.Ordinal);
        Assert.DoesNotContain("access_token", text, StringComparison.Ordinal);
    }
}
