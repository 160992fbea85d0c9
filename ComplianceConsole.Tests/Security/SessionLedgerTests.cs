using ComplianceConsole.Domain.Results;
using ComplianceConsole.Ledger;
using ComplianceConsole.Resources;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Security;

/// <summary>Who came and went stands in the ledger.</summary>
public sealed class SessionLedgerTests : IAsyncDisposable
{
    private readonly RunningConsole _console = RunningConsole.Start();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Signing_in_and_out_are_entries_of_the_person_and_of_no_subject()
    {
        using var visitor = await _console.SignInAsync("demo-staff");
        using (await visitor.PostAsync("/sign-out")) { }

        var entries = await SessionEntriesAsync();

        Assert.Equal(["session.begin", "session.sign-out"], entries.Select(entry => entry.Operation), StringComparer.Ordinal);
        Assert.All(
            entries,
            entry =>
            {
                Assert.Equal(("demo-staff", "staff", "administration"), (entry.ActorId, entry.Roles, entry.Action));
                Assert.NotEqual(entry.ActorId, entry.ActorName, StringComparer.Ordinal);
                Assert.Empty(entry.Subjects);
                Assert.Null(entry.Digest);
                Assert.NotNull(OperationText.Find(entry.Operation));
            });
    }

    [Fact]
    public async Task A_role_taken_away_is_said_to_have_ended_the_session_once()
    {
        using var visitor = await _console.SignInAsync("demo-staff");
        var session = await _console.OnlySessionAsync();
        using (await _console.Visit().PostAsync("/demo/people", ("person", "demo-staff"))) { }
        _console.Clock.Advance(Duration.FromMinutes(6));

        for (var i = 0; i < 2; i++)
        {
            Assert.IsType<SessionEnded>((await _console.ActorAsync(session)).Refusal);
        }

        var ended = Assert.Single(await SessionEntriesAsync(), entry => entry.Operation is not "session.begin");
        Assert.Equal(("session.role-taken-away", "demo-staff", "staff"), (ended.Operation, ended.ActorId, ended.Roles));
    }

    [Fact]
    public async Task A_session_that_ran_out_is_recorded_as_its_own_persons_when_somebody_else_signs_in()
    {
        using var first = await _console.SignInAsync("demo-staff");
        _console.Clock.Advance(Duration.FromHours(12));

        using var second = await _console.SignInAsync("demo-dpo");

        Assert.Equal(
            [("session.begin", "demo-staff"), ("session.run-out", "demo-staff"), ("session.begin", "demo-dpo")],
            (await SessionEntriesAsync()).Select(entry => (entry.Operation, entry.ActorId)));
        Assert.Single(await _console.SessionsAsync());
    }

    [Fact]
    public async Task Sessions_that_the_provider_ends_are_recorded()
    {
        using var visitor = await _console.SignInAsync("demo-staff");

        Assert.Equal(1, await Keeper.EndOfAsync("demo-staff", null, CancellationToken.None));

        Assert.Equal("session.provider-ended", (await SessionEntriesAsync())[^1].Operation);
    }

    [Fact]
    public async Task Who_cannot_be_recorded_is_not_let_in_and_is_told_so()
    {
        Refuse();
        using var visitor = _console.Visit();

        using var page = await visitor.SignInAsync("demo-staff");

        Assert.Equal("/sign-in-failed", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.False(await visitor.IsSignedInAsync());
        Assert.Empty(await _console.SessionsAsync());
    }

    [Fact]
    public async Task A_sign_out_that_cannot_be_recorded_does_not_say_that_it_was_done()
    {
        using var visitor = await _console.SignInAsync("demo-staff");
        Refuse();

        using var answer = await visitor.PostAsync("/sign-out");

        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.True(await visitor.IsSignedInAsync());
    }

    private SessionKeeper Keeper => _console.Services.GetRequiredService<SessionKeeper>();

    private void Refuse() =>
        TestStores.Sql(
            Path.Combine(_console.Folder, "console.db"),
            "CREATE TRIGGER refuse BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'disk'); END");

    private async Task<List<LedgerEntry>> SessionEntriesAsync()
    {
        await using var db = await _console.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return (await db.LedgerEntries.OrderBy(entry => entry.Index).Select(entry => entry.Bytes).ToListAsync())
            .ConvertAll(bytes => CanonicalEncoding.Decode(bytes))
            .FindAll(entry => entry.Operation.StartsWith("session.", StringComparison.Ordinal));
    }
}
