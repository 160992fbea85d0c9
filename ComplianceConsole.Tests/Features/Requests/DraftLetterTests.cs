using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>The letter is shown as it would be read, in its reader's language, and nothing of it is kept.</summary>
public sealed class DraftLetterTests
{
    [Fact]
    public async Task A_refusal_is_shown_in_the_language_of_its_reader_with_what_was_typed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = (await desk.RegisterAsync(desk.Asked() with { Language = "kk" })).Value;
        await desk.ConfirmAsync(number);

        var draft = new LetterDraftCommand(number)
        {
            Matter = RequestKind.Disclosure,
            IsRefusal = true,
            Ground = RefusalGround.Repeated,
            Text = "Бұрын жауап берілді.",
            HowToObject = "Уәкілетті органға.",
        };
        var letter = Assert.Single((await desk.Get<DraftLetter>().HandleAsync(Actors.Dpo, draft, CancellationToken.None)).Value);

        Assert.Equal("kk", letter.Language);
        Assert.Contains("Бұрын жауап берілді.", letter.Text, StringComparison.Ordinal);
        Assert.Contains("Келіспесеңіз, шешімге шағым беруге болады. Уәкілетті органға.", letter.Text, StringComparison.Ordinal);
        Assert.Empty((await desk.ReadAsync(number)).Notices);
        Assert.Equal(RequestStage.IdentityConfirmed, (await desk.ReadAsync(number)).Stage);
    }

    [Fact]
    public async Task What_is_laid_out_reads_as_it_was_shown()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Information, subject: null);
        await desk.AnswerAsync(number);

        var shown = Assert.Single(
            (await desk.Get<DraftLetter>().HandleAsync(Actors.Dpo, new LetterDraftCommand(number) { Channel = Channel.Email }, CancellationToken.None)).Value);

        Assert.Contains("We process it so.", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Aruzhan Ermekova", shown.Text, StringComparison.Ordinal);
        Assert.Equal(shown.To, (await LaidOutAsync(desk, number)).To);
        Assert.Empty((await desk.Get<DraftLetter>().HandleAsync(Actors.Dpo, new LetterDraftCommand(number), CancellationToken.None)).Value);
    }

    [Fact]
    public async Task A_report_s_covering_letter_is_shown_as_it_will_be_laid_out_and_the_report_is_named()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ApprovedAsync(await desk.SubjectWithConsentAsync());

        var shown = Assert.Single((await desk.Get<DraftLetter>().HandleAsync(
            Actors.Dpo, new LetterDraftCommand(number) { Matter = RequestKind.Disclosure }, CancellationToken.None)).Value);

        Assert.Contains($"{number}-1.pdf", shown.Text, StringComparison.Ordinal);
        Assert.True((await desk.SendReportAsync(number)).IsDone);
        Assert.Equal(shown.To, (await desk.LetterAsync(NoticeTemplates.Disclosure)).To);
    }

    [Fact]
    public async Task Only_who_handles_requests_is_shown_a_letter()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.RegisteredAsync();

        foreach (var actor in Actors.Without(Right.HandleRequest))
        {
            Assert.IsType<NotAllowed>((await desk.Get<DraftLetter>().HandleAsync(actor, new LetterDraftCommand(number), CancellationToken.None)).Refusal);
        }
    }

    private static async Task<NoticeContent> LaidOutAsync(RequestDesk desk, RequestNumber number)
    {
        Assert.True((await desk.WriteAsync(number)).IsDone);
        return await desk.LetterAsync(NoticeTemplates.Answer);
    }
}
