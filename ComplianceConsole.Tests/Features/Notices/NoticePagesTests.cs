using Bunit;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Notices.Pages;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Components;
using ComplianceConsole.Tests.Notices;
using ComplianceConsole.Tests.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Notices;

public sealed class NoticePagesTests : PageTest
{
    private NoticeDesk? _desk;

    public NoticePagesTests()
    {
        Forward<IClock>();
        Forward<ChangeFeed>();
        Forward<ListNotices>();
        Forward<ReadNotice>();
        Forward<ResendNotice>();
        Forward<MarkPosted>();
        Forward<TakeBackNotice>();
        Forward<AcknowledgeNotice>();
        Forward<ReadTemplate>();
        Forward<ReadMailStatus>();
    }

    [Fact]
    public async Task Without_a_mail_server_the_page_says_that_e_mails_wait()
    {
        await using var desk = await OpenAsync();
        await desk.QueueAsync(Outbox.Draft("reader@example.kz"));

        var page = Show<NoticesPage>();

        Assert.Contains("No mail server is set", Read(page.Find(".notice-warning")), StringComparison.Ordinal);
        Assert.Contains("Waits for a mail server", Read(page.Find("tbody tr")), StringComparison.Ordinal);
        Assert.Equal("/notices/1", page.Find("tbody a").GetAttribute("href"));
        Assert.DoesNotContain("reader@example.kz", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_notice_says_why_and_is_sent_again_in_place()
    {
        await using var desk = await OpenAsync(new MailSettings { Host = "127.0.0.1" });
        var row = await desk.FailedAsync();
        var page = Page.Render<NoticePage>(parameters => parameters.AddCascadingValue(SignedIn.Answer.Value).Add(notice => notice.Id, row.Id));
        Assert.Contains("does not know the recipient's address", Read(page.Find(".panel")), StringComparison.Ordinal);

        await page.Find("input[type=email]").ChangeAsync(new ChangeEventArgs { Value = "nobody" });
        await page.Find(".panel > form").SubmitAsync();
        Assert.NotEmpty(page.FindAll(".field-error"));
        Assert.Equal(NoticeState.Failed, desk.Outbox.Read(row.Id).State);

        await page.Find("input[type=email]").ChangeAsync(new ChangeEventArgs { Value = "other@example.kz" });
        await page.Find(".panel > form").SubmitAsync();

        Assert.Equal(NoticeState.Queued, desk.Outbox.Read(row.Id).State);
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".panel")));
    }

    [Fact]
    public async Task A_letter_is_shown_before_it_goes_and_recorded_as_posted()
    {
        await using var desk = await OpenAsync();
        var row = await desk.QueueAsync(Outbox.Draft("reader@example.kz", "ru") with { Channel = Channel.Post });
        var page = Page.Render<NoticePage>(parameters => parameters.AddCascadingValue(SignedIn.Answer.Value).Add(notice => notice.Id, row.Id));
        Assert.Equal("ru", page.Find(".letter").GetAttribute("lang"));
        Assert.Contains("Unmistakable answer text", page.Find(".letter").TextContent, StringComparison.Ordinal);
        Assert.Equal("/notices/1/letter", page.Find("a.button-primary").GetAttribute("href"));
        desk.Outbox.Stores.Clock.Advance(Duration.FromMinutes(5));

        await page.Find(".panel form").SubmitAsync();

        Assert.Equal(NoticeState.Sent, desk.Outbox.Read(row.Id).State);
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".letter")));
        Assert.Contains("its text is not kept", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task Every_text_is_shown_to_the_administrator_in_every_language(string language)
    {
        await using var desk = await OpenAsync();
        SignedIn.Answer = Actors.Administrator;
        foreach (var template in NoticeTemplates.All)
        {
            Page.Services.GetRequiredService<NavigationManager>().NavigateTo($"/notices/templates/{template}?language={language}");

            var page = Page.Render<TemplatesPage>(parameters => parameters.AddCascadingValue(SignedIn.Answer.Value).Add(one => one.Code, template));

            Assert.Equal(language, page.Find(".letter").GetAttribute("lang"));
            Assert.DoesNotContain("Template_", page.Markup, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "your personal data")]
    [InlineData("representative", "the person you represent")]
    [InlineData("authorisedbody", "at your demand")]
    public async Task A_text_that_is_worded_for_several_readers_is_shown_for_each(string? reader, string words)
    {
        await using var desk = await OpenAsync();
        SignedIn.Answer = Actors.Administrator;
        var page = Shown(NoticeTemplates.Destroyed, reader);

        Assert.Contains(words, page.Find(".letter").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("nav[aria-label='Who reads it'] a").Count);
        Assert.Empty(Shown(NoticeTemplates.Digest, reader).FindAll("nav[aria-label='Who reads it']"));

        IRenderedComponent<TemplatesPage> Shown(string template, string? to)
        {
            Page.Services.GetRequiredService<NavigationManager>().NavigateTo($"/notices/templates/{template}?language=en{(to is null ? "" : "&reader=" + to)}");
            return Page.Render<TemplatesPage>(parameters => parameters.AddCascadingValue(SignedIn.Answer.Value).Add(one => one.Code, template));
        }
    }

    [Fact]
    public async Task Every_failure_is_explained_in_every_language()
    {
        await using var desk = await OpenAsync(new MailSettings { Host = "127.0.0.1" });
        foreach (var language in (string[])["en", "ru", "kk"])
        {
            Speak(language);
            foreach (var failure in NoticeFailures.All)
            {
                var row = await desk.FailedAsync(failure: failure);

                var page = Page.Render<NoticePage>(parameters => parameters.AddCascadingValue(SignedIn.Answer.Value).Add(notice => notice.Id, row.Id));

                Assert.DoesNotContain("Failure_", page.Markup, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Who_may_not_see_notices_is_told_so_and_sees_none()
    {
        await using var desk = await OpenAsync();
        var row = await desk.QueueAsync(Outbox.Draft("reader@example.kz"));
        SignedIn.Answer = Actors.Manager;

        var page = Page.Render<NoticePage>(parameters => parameters.AddCascadingValue(SignedIn.Answer.Value).Add(notice => notice.Id, row.Id));

        Assert.Empty(page.FindAll(".letter, .facts"));
    }

    [Fact]
    public async Task The_administrator_reads_how_e_mail_stands_and_never_the_password()
    {
        await using var desk = await OpenAsync(new MailSettings { Host = "mail.example.kz", UserName = "console", Password = "hunter2" });
        SignedIn.Answer = Actors.Administrator;

        var section = Show<MailSection>();

        Assert.Contains("mail.example.kz:587", Read(section.Find("dl")), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", section.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_speaks_of_notices_when_there_is_something_to_do_and_not_before()
    {
        await using var desk = await OpenAsync();
        Assert.Empty(Show<NoticesToday>().Markup.Trim());

        await desk.FailedAsync();

        Assert.Contains("1 notice was not delivered", Read(Show<NoticesToday>().Find("section")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "1 e-mail cannot go out: no mail server is set. Print and post it")]
    [InlineData("mail.example.kz", null)]
    public async Task Today_says_that_an_e_mail_cannot_go_out_without_a_server(string host, string? expected)
    {
        await using var desk = await OpenAsync(new MailSettings { Host = host });
        await desk.QueueAsync(Outbox.Draft("reader@example.kz"));

        var section = Show<NoticesToday>();

        Assert.Equal(expected, section.FindAll("li").Select(Read).SingleOrDefault());
    }

    private async Task<NoticeDesk> OpenAsync(MailSettings? settings = null)
    {
        SignedIn.Answer = Actors.Dpo;
        _desk = await NoticeDesk.OpenAsync(settings);
        return _desk;
    }

    // Asked for when a page is drawn: by then the test has opened its desk.
    private void Forward<T>()
        where T : class => Page.Services.AddSingleton(_ => _desk!.Get<T>());

    private IRenderedComponent<T> Show<T>()
        where T : IComponent => Page.Render<T>(parameters => parameters.AddCascadingValue(SignedIn.Answer.Value));
}
