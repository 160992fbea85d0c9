using AngleSharp.Dom;
using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Features.Registers.Calendar;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Features.Registers.Terms;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Registers.Calendar;

public sealed class CalendarPageTests : PageTest, IAsyncLifetime
{
    private TestStores _stores = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        _stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        Page.Services.AddSingleton<IClock>(_stores.Clock);
        Page.Services.AddSingleton(_stores.Services.GetRequiredService<ChangeFeed>());
        Page.Services.AddSingleton(new ReadRegisters(_stores.Operation, _stores.Services.GetRequiredService<RegisterReader>()));
        Page.Services.AddSingleton(new ChangeCalendar(_stores.Operation));
        await InitializeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        await _stores.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_year_is_twelve_months_and_only_an_administrator_can_choose_a_day()
    {
        var auditor = Draw<CalendarPage>(Actors.Auditor, "/registers/calendar");
        auditor.WaitForAssertion(() => Assert.Equal(12, auditor.FindAll(".month").Count));
        Assert.Empty(auditor.FindAll("button.day"));
        Assert.Equal("date", auditor.Find(".day[aria-current]").GetAttribute("aria-current"));

        var administrator = Draw<CalendarPage>(Actors.Administrator, "/registers/calendar?year=2028");
        administrator.WaitForAssertion(() => Assert.Equal(365, administrator.FindAll("button.day").Count));
        Assert.Equal(12, administrator.FindAll("button.day[tabindex='0']").Count);
    }

    [Fact]
    public void A_day_is_chosen_looked_at_and_saved()
    {
        var page = Draw<CalendarPage>(Actors.Administrator, "/registers/calendar");
        page.WaitForElement("button.day");

        DayOf(page, "7 December 2026, Monday").Click();
        Assert.Equal("7 December 2026, Monday: weekday not worked", DayOf(page, "7 December 2026").GetAttribute("aria-label"));
        Assert.Equal("1 day differs from what is kept (2026). Nothing is saved yet.", Read(page.Find(".edit-bar p")));

        page.Find(".edit-bar .button-primary").Click();
        page.WaitForAssertion(() => Assert.Equal("What changes with 2026", Read(page.Find("#moves-title"))));
        page.Find(".edit-actions .button-primary").Click();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("button.day-off[aria-label^='7 December 2026']")));
        Assert.Empty(page.FindAll(".edit-bar"));
    }

    [Fact]
    public async Task What_was_edited_is_kept_when_somebody_else_saves()
    {
        var page = Draw<CalendarPage>(Actors.Administrator, "/registers/calendar");
        page.WaitForElement("button.day");
        DayOf(page, "7 December 2026, Monday").Click();

        var other = new CalendarDraft((await _stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Calendar);
        other.Toggle(new LocalDate(2026, 12, 8));
        var edit = new CalendarEdit(other.Before, other.Edited);
        var change = Page.Services.GetRequiredService<ChangeCalendar>();
        var review = (await change.ReviewAsync(Actors.Administrator, edit, CancellationToken.None)).Value;
        Assert.True((await change.SaveAsync(Actors.Administrator, edit, review.Mark, CancellationToken.None)).IsDone);

        page.WaitForAssertion(() => Assert.Contains("Somebody else saved another calendar", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll("button.day-edited[aria-label^='7 December 2026']"));
    }

    [Fact]
    public void A_file_that_is_no_calendar_is_told_and_changes_nothing()
    {
        var page = Draw<CalendarPage>(Actors.Administrator, "/registers/calendar");
        page.WaitForElement("button.day");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("{}", "calendar.json"));

        page.WaitForAssertion(() => Assert.Contains("cannot be used as a working calendar", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".edit-bar"));
    }

    [Theory]
    [InlineData("en", "15 calendar days clause 9.1")]
    [InlineData("ru", "15 календарных дней пункт 9.1")]
    [InlineData("kk", "күнтізбелік 15 күн 9.1-тармақ")]
    public void The_terms_of_every_duty_are_read_by_whoever_reads_registers(string language, string term)
    {
        Speak(language);
        foreach (var actor in Actors.All)
        {
            var page = Draw<TermsPage>(actor, "/registers/terms");

            page.WaitForAssertion(() => Assert.Equal(Enum.GetValues<ComplianceConsole.Domain.Duties.DutyKind>().Length, page.FindAll("tbody tr").Count));
            Assert.Equal(term, Read(page.FindAll("tbody tr")[0].Children[2]));
            Assert.Equal("2025-03", Read(page.Find("[aria-current=page]")));
        }
    }

    private static IElement DayOf(IRenderedComponent<CalendarPage> page, string label) =>
        page.Find($"button.day[aria-label^='{label}']");

    private IRenderedComponent<T> Draw<T>(Actor actor, string address)
        where T : IComponent
    {
        SignedIn.Answer = actor;
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Page.Render<T>(parameters => parameters.AddCascadingValue(actor));
    }
}
