using Bunit;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Features.Registers.Posting;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Registers.Posting;

public sealed class PostPolicyPageTests : PageTest, IAsyncLifetime
{
    private TestStores _stores = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        _stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var reader = _stores.Services.GetRequiredService<RegisterReader>();
        var registers = new ReadRegisters(_stores.Operation, reader);
        Page.Services.AddSingleton<IClock>(_stores.Clock);
        Page.Services.AddSingleton(registers);
        Page.Services.AddSingleton(new ReadPolicyVersion(registers, reader));
        Page.Services.AddSingleton(new PostPolicy(_stores.Operation));
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await _stores.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_version_is_entered_with_a_changed_term_and_leads_to_its_terms()
    {
        SignedIn.Answer = Actors.Administrator;
        var page = Page.Render<PostPolicyPage>(parameters => parameters.AddCascadingValue(Actors.Administrator));
        page.WaitForElement(".term-form");
        Assert.Equal(7, page.FindAll(".term-form").Count);
        Assert.Equal("at once", page.Find("[id='field-TermCount-4.5']").GetAttribute("placeholder"));

        page.Find("form").Submit();
        page.WaitForElement(".error-summary");
        Assert.Equal(2, page.FindAll(".error-summary li").Count);

        page.Find("#field-PolicyCode").Change("2026-11");
        page.Find("#field-PolicyPosted").Change("2026-11-20");
        page.Find("[id='field-TermCount-9.1']").Change("10");
        page.Find("form").Submit();

        page.WaitForAssertion(() =>
            Assert.EndsWith("/registers/terms?version=2026-11", Page.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
        var duties = (await _stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Duties;
        Assert.Equal("10d", duties.Versions[^1].Catalogue[DutyKind.Disclose].PolicyTerm!.ToString());
    }

    [Theory]
    [InlineData("ru", "Срок по закону: 15 рабочих дней")]
    [InlineData("kk", "Заң бойынша мерзім: 15 жұмыс күні")]
    public void It_speaks_the_readers_language(string language, string law)
    {
        SignedIn.Answer = Actors.Administrator;
        Speak(language);

        var page = Page.Render<PostPolicyPage>(parameters => parameters.AddCascadingValue(Actors.Administrator));

        page.WaitForElement(".term-form");
        Assert.Contains(page.FindAll(".term-name"), name => Read(name).EndsWith(law, StringComparison.Ordinal));
    }
}
