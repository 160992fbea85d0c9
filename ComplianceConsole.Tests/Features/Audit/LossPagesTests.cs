using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Audit.Losses;
using ComplianceConsole.Features.Audit.Verification;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Backup;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Audit;

/// <summary>What an accepted loss of entries leaves on the pages.</summary>
public sealed class LossPagesTests : PageTest
{
    private TestStores? _stores;

    // The services are named before the first is asked for; the stores come with the test.
    public LossPagesTests() =>
        Page.Services
            .AddSingleton<IClock>(_ => Stores.Clock)
            .AddSingleton(_ => new ReadLosses(Stores.Operation, Stores.Services.GetRequiredService<RecordsStore>()))
            .AddSingleton(_ => new VerifyStores(
                Stores.Operation, Stores.Services.GetRequiredService<StoreVerifier>(), Stores.Services.GetRequiredService<RecordsStore>()))
            .AddSingleton<ICurrentActor>(new Sitting(SignedIn));

    private TestStores Stores => _stores ?? throw new InvalidOperationException("Open the stores first.");

    [Theory]
    [InlineData("en", "1 entry of the ledger was lost.", "block")]
    [InlineData("ru", "Утрачена 1 запись журнала действий.", "блокирований")]
    [InlineData("kk", "Әрекеттер журналының 1 жазбасы жоғалды.", "Бұғаттаудан")]
    public async Task An_accepted_loss_is_told_to_administrator_and_responsible_person_and_beside_the_verification(
        string language, string told, string look)
    {
        using var copies = new Copies();
        await LoseOneAsync(copies);
        await using var stores = await copies.OpenAsync();
        Serve(stores);
        Speak(language);

        foreach (var actor in new[] { Actors.Administrator, Actors.Dpo })
        {
            SignedIn.Answer = actor;
            Says(Draw<LossesToday>(), told, look);
            Says(Draw<LossesSection>(), told, look);
        }

        var panel = Draw<VerifyPanel>();
        await panel.Find("button").ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Contains(told, panel.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Today_tells_it_for_thirty_days_and_administration_for_ever()
    {
        using var copies = new Copies();
        await LoseOneAsync(copies);
        await using var stores = await copies.OpenAsync();
        Serve(stores);
        SignedIn.Answer = Actors.Administrator;
        var accepted = Assert.Single((await Page.Services.GetRequiredService<ReadLosses>().HandleAsync(Actors.Administrator, CancellationToken.None)).Value).At;
        stores.Clock.Now = accepted + Duration.FromDays(30);
        Says(Draw<LossesToday>(), "1 entry of the ledger was lost.", "Compare letters");
        stores.Clock.Now = accepted + Duration.FromDays(31);

        Says(Draw<LossesSection>(), "1 entry of the ledger was lost.", "Compare letters");
        Assert.Empty(Draw<LossesToday>().Markup.Trim());
    }

    [Fact]
    public async Task Where_nothing_was_lost_nothing_is_said()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync();
        Serve(stores);
        SignedIn.Answer = Actors.Administrator;

        Assert.Empty(Draw<LossesToday>().Markup.Trim());
        Assert.Empty(Draw<LossesSection>().Markup.Trim());
        Assert.Empty((await Page.Services.GetRequiredService<ReadLosses>().HandleAsync(Actors.Auditor, CancellationToken.None)).Value);
    }

    // The only thing done after the backup is a reading: its entry is the one that is lost.
    private static async Task LoseOneAsync(Copies copies)
    {
        var stores = await copies.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.ReadAsync(Actors.Dpo, subject);
        await stores.EndAsync();
        File.Delete(stores.Files.Records);
        Assert.Equal(1, (await copies.RestoreAsync(copies.Backup("b0"), acceptsLoss: true)).Value.Lost);
    }

    private void Serve(TestStores stores) => _stores = stores;

    private IRenderedComponent<T> Draw<T>()
        where T : IComponent =>
        Page.Render<T>(builder => builder.AddCascadingValue(SignedIn.Answer.Value));

    private static void Says(IRenderedComponent<IComponent> drawn, string told, string look) =>
        drawn.WaitForAssertion(
            () =>
            {
                Assert.Contains(told, drawn.Markup, StringComparison.Ordinal);
                Assert.Contains(look, drawn.Markup, StringComparison.Ordinal);
            },
            TimeSpan.FromSeconds(20));

    private sealed class Sitting(SomebodySignedIn somebody) : ICurrentActor
    {
        public Task<Result<Actor>> GetAsync(CancellationToken cancellation) => Task.FromResult(somebody.Answer);
    }
}
