using Bunit;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Registers.Pages;
using ComplianceConsole.Features.Registers.Responsible;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Documents;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Registers.Responsible;

/// <summary>The post of the responsible person, which acts name in their own language. Policy 7.1.</summary>
public sealed class ChangePostTests : PageTest
{
    private static readonly ChangePostCommand s_post = new("Privacy lawyer", "Юрист по приватности", "Құпиялылық заңгері");

    private TestStores? _stores;

    // The services are named before the first is asked for; the stores come with the test.
    public ChangePostTests() => Page.Services.AddSingleton(_ => new ChangePost(_stores!.Operation));

    [Theory]
    [InlineData("en", "Data protection officer")]
    [InlineData("ru", "Лицо, ответственное за организацию обработки персональных данных")]
    [InlineData("kk", "Дербес деректерді өңдеуді ұйымдастыруға жауапты адам")]
    public async Task The_act_names_the_post_in_its_language(string language, string post)
    {
        await using var desk = await RequestDesk.OpenAsync(isSetUp: false);
        await desk.Stores.WithRegistersAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        Assert.NotNull((await desk.DestroyAsync(DestructionDesk.Command(subject))).Value.DestroyedAt);

        var act = (await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Auditor, subject, language, CancellationToken.None)).Value;

        var words = string.Join(' ', Pdfs.Text(act.Content).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(post, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_names_it_in_each_language_and_acts_issued_before_keep_theirs()
    {
        await using var desk = await RequestDesk.OpenAsync(isSetUp: false);
        await desk.Stores.WithRegistersAsync();
        var change = new ChangePost(desk.Stores.Operation);
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        Assert.NotNull((await desk.DestroyAsync(DestructionDesk.Command(subject))).Value.DestroyedAt);

        Assert.True((await change.HandleAsync(Actors.Administrator, s_post, CancellationToken.None)).IsDone);

        var appointment = (await desk.Get<RegisterReader>().GetAsync(CancellationToken.None)).Appointment!;
        Assert.Equal(("Privacy lawyer", "Құпиялылық заңгері"), (appointment.PostInAll().En, appointment.PostInAll().Kk));
        var act = (await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Dpo, subject, "en", CancellationToken.None)).Value;
        Assert.Contains("Data protection officer", Pdfs.Text(act.Content), StringComparison.Ordinal);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task What_was_entered_in_one_language_is_shown_as_it_stands_in_the_order()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        TestStores.Sql(stores.Files.Records, "UPDATE Appointments SET Posts = NULL");

        var appointment = (await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Appointment!;

        Assert.Equal(new LocalText(appointment.Post, appointment.Post, appointment.Post), appointment.PostInAll());
    }

    [Fact]
    public async Task Each_language_is_needed_and_nobody_else_changes_it()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var change = new ChangePost(stores.Operation);

        var refusal = (await change.HandleAsync(Actors.Administrator, s_post with { Ru = " ", Kk = new string('x', 201) }, CancellationToken.None)).Refusal;
        Assert.Equal(
            [("ResponsiblePostRu", "Required"), ("ResponsiblePostKk", "TooLong")],
            Assert.IsType<InvalidInputs>(refusal).Problems.Select(problem => (problem.FieldName, problem.Problem)));
        foreach (var actor in Actors.Without(Right.ChangeSettings))
        {
            Assert.IsType<NotAllowed>((await change.HandleAsync(actor, s_post, CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public async Task Before_the_set_up_there_is_no_post()
    {
        await using var stores = await TestStores.OpenAsync();

        Assert.IsType<NotSetUp>((await new ChangePost(stores.Operation).HandleAsync(Actors.Administrator, s_post, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task The_section_of_the_registers_edits_it_for_the_administrator_alone()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        _stores = stores;
        var reader = stores.Services.GetRequiredService<RegisterReader>();
        var registers = await reader.GetAsync(CancellationToken.None);
        Assert.Empty(DrawFor(Actors.Dpo, registers).FindAll("button"));

        var section = DrawFor(Actors.Administrator, registers);
        await section.Find("button").ClickAsync(new());
        Assert.StartsWith("Лицо, ответственное", section.Find("#field-ResponsiblePostRu").GetAttribute("value"), StringComparison.Ordinal);
        await section.Find("#field-ResponsiblePostRu").ChangeAsync(new() { Value = "" });
        await section.Find("form").SubmitAsync();
        Assert.Equal("true", section.Find("#field-ResponsiblePostRu").GetAttribute("aria-invalid"));
        await section.Find("#field-ResponsiblePostRu").ChangeAsync(new() { Value = "Юрист" });
        await section.Find("form").SubmitAsync();

        section.WaitForAssertion(() => Assert.Empty(section.FindAll("form")));
        Assert.Equal("Юрист", (await reader.GetAsync(CancellationToken.None)).Appointment!.PostInAll().Ru);
    }

    private IRenderedComponent<OrganisationSection> DrawFor(Actor actor, RegisterSnapshot registers)
    {
        SignedIn.Answer = actor;
        return Page.Render<OrganisationSection>(parameters => parameters.AddCascadingValue(actor).Add(one => one.Registers, registers));
    }
}
