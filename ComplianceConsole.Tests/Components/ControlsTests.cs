using Bunit;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components.Web;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class ControlsTests : PageTest
{
    private static readonly Instant s_march = Instant.FromUtc(2026, 3, 26, 9, 5);

    [Fact]
    public void EveryStateIsAnIconAndAWord()
    {
        foreach (var state in Enum.GetValues<SubjectState>())
        {
            var chip = Page.Render<StateChip>(c => c.Add(x => x.State, state));
            Assert.Equal(EnumText.Of(state), Read(chip.Find(".chip")));
            Assert.NotEmpty(chip.Find("svg path").GetAttribute("d")!);
        }

        foreach (var state in Enum.GetValues<ConsentState>())
        {
            Assert.Equal(EnumText.Of(state), Read(Page.Render<ConsentChip>(c => c.Add(x => x.State, state)).Find(".chip")));
        }
    }

    [Fact]
    public void ThePageHeadNamesThePageAndKeepsThePersonOutOfTheTab()
    {
        Page.ComponentFactories.AddStub<PageTitle>(title => title.Get(p => p.ChildContent)!);

        var head = Page.Render<PageHeader>(c => c
            .Add(x => x.Title, "Akhmetzhanova Aigul")
            .Add(x => x.TabTitle, "S-0000042")
            .Add(x => x.Sentence, "Nothing is due.")
            .AddChildContent("<button>Block</button>"));

        Assert.Equal("Akhmetzhanova Aigul", head.Find("h1").TextContent);
        Assert.Equal("Nothing is due.", head.Find(".page-head-sentence").TextContent);
        Assert.Equal("Block", head.Find(".page-head-actions button").TextContent);
        Assert.StartsWith("S-0000042", head.Markup.TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheTimelineShowsEventsGapsAndFoldedDetails()
    {
        var timeline = Page.Render<Timeline>(c => c
            .Add(x => x.Label, "Consents")
            .Add(x => x.Events,
            [
                new TimelineEvent(s_march, "Gave consent by registering, under policy 2025-03") { Details = builder => builder.AddContent(0, "Form of 26 March") },
                new TimelineEvent(s_march, "No consent") { IsGap = true },
            ]));

        Assert.Equal("26 March 2026 14:05", Read(timeline.Find("time")));
        Assert.Equal("Form of 26 March", Read(timeline.Find("details > div")));
        Assert.False(timeline.Find("details").HasAttribute("open"));
        Assert.Equal("No consent", Read(timeline.Find(".timeline-gap p")));
        Assert.Equal("Consents", timeline.Find("ol").GetAttribute("aria-label"));
    }

    [Fact]
    public void AnEmptyStateOffersTheFirstStep()
    {
        var empty = Page.Render<EmptyState>(c => c
            .Add(x => x.Title, "Nothing is due")
            .Add(x => x.Sentence, "Requests will appear here.")
            .AddChildContent("<a href=\"/requests/new\">New request</a>"));

        Assert.Equal("Nothing is due Requests will appear here. New request", Read(empty.Find(".empty")));
    }

    [Fact]
    public void ARefusalIsAnnouncedAndAnEndedSessionLeadsToSigningIn()
    {
        Assert.Empty(Page.Render<RefusalMessage>(c => c.Add(x => x.Refusal, null)).Nodes);

        var message = Page.Render<RefusalMessage>(c => c.Add(x => x.Refusal, new SessionEnded()));

        Assert.Equal("alert", message.Find(".notice").GetAttribute("role"));
        Assert.Equal("_top", message.Find("a").GetAttribute("target"));
        Assert.Equal("Sign in again", message.Find("a").TextContent);
    }

    [Fact]
    public void ARefusalThatAnswersAnActTakesTheFocusAndOneThatWasThereDoesNot()
    {
        Page.Render<RefusalMessage>(c => c.Add(x => x.Refusal, new StoreUnavailable()));
        Page.JSInterop.VerifyNotInvoke("Blazor._internal.domWrapper.focus");
        var message = Page.Render<RefusalMessage>(c => c.Add(x => x.Refusal, null));

        message.Render(c => c.Add(x => x.Refusal, new StoreUnavailable()));
        message.Render();
        message.Render(c => c.Add(x => x.Refusal, new StoreUnavailable()));

        Page.JSInterop.VerifyInvoke("Blazor._internal.domWrapper.focus", 2);
    }

    [Theory]
    [InlineData(Tone.Red, "notice-error")]
    [InlineData(Tone.Amber, "notice-warning")]
    [InlineData(Tone.Green, "notice-done")]
    [InlineData(Tone.Plain, "notice-plain")]
    public void ANoticeHasTheLookOfItsTone(Tone tone, string style) =>
        Assert.Contains(style, Page.Render<Notice>(c => c.Add(x => x.Tone, tone).AddChildContent("Saved")).Find("[role=status]").ClassList, StringComparer.Ordinal);

    [Fact]
    public void AQuestionCarriesItsHintAndWhatIsWrong()
    {
        var field = Page.Render<Field>(c => c
            .Add(x => x.Name, FieldCode.LastName)
            .Add(x => x.Hint, "As in the identity document.")
            .Add(x => x.Problems, [new InvalidInput(FieldCode.LastName, "Required")])
            .Add(x => x.ChildContent, input => $"<input id=\"{input.Id}\" aria-describedby=\"{input.DescribedBy}\" aria-invalid=\"{input.Invalid}\" />"));

        var input = field.Find("input");
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(
            ["As in the identity document.", "Last name: fill this in."],
            input.GetAttribute("aria-describedby")!.Split(' ').Select(id => Read(field.Find("#" + id))),
            StringComparer.Ordinal);
    }

    [Fact]
    public void TheSummaryOfErrorsLeadsToTheInputs()
    {
        var refusal = new InvalidInputs([new InvalidInput(FieldCode.LastName, "Required"), new InvalidInput("Reason", "TooLong", 500)]);

        var summary = Page.Render<ErrorSummary>(c => c.Add(x => x.Problems, Problems.Of(refusal)));

        Assert.Equal(["Last name: fill this in.", "Reason: at most 500 characters."], summary.FindAll("a").Select(Read), StringComparer.Ordinal);
        Assert.Equal(["field-last_name", "field-Reason"], summary.FindAll("a").Select(link => link.GetAttribute("data-focus")), StringComparer.Ordinal);
        Assert.Equal("alert", summary.Find("section").GetAttribute("role"));
        Assert.Empty(Page.Render<ErrorSummary>(c => c.Add(x => x.Problems, Problems.Of(new UndoClosed()))).Nodes);
    }

    [Fact]
    public void WhatTheRoleMayNotIsNotDrawnAndAPageSaysWhy()
    {
        var staff = new Actor("2", "Dana", Role.Staff);

        Assert.Empty(Page.Render<Allowed>(c => c.AddCascadingValue(staff).Add(x => x.Right, Right.UnblockSubject).AddChildContent("Unblock")).Nodes);
        Assert.Equal("Block", Page.Render<Allowed>(c => c.AddCascadingValue(staff).Add(x => x.Right, Right.BlockSubject).AddChildContent("Block")).Markup);

        var page = Page.Render<Allowed>(c => c.AddCascadingValue(staff).Add(x => x.Right, Right.ChangeSettings).Add(x => x.IsPage, true).AddChildContent("x"));
        Assert.Equal("This page is not for your role", page.Find("h1").TextContent);
    }

    [Fact]
    public void DatesAndMomentsAreWrittenForPeopleAndForMachines()
    {
        Speak("ru");
        var day = Page.Render<DateText>(c => c.Add(x => x.Value, new LocalDate(2026, 3, 26))).Find("time");
        var moment = Page.Render<InstantText>(c => c.Add(x => x.Value, s_march)).Find("time");

        Assert.Equal(("26 марта 2026 г., четверг", "2026-03-26"), (day.TextContent, day.GetAttribute("datetime")));
        Assert.Equal(("26 марта 2026 г., 14:05", "2026-03-26T09:05:00Z"), (moment.TextContent, moment.GetAttribute("datetime")));
    }

    [Fact]
    public void AMaskedValueSaysSoToWhoListens()
    {
        var masked = Page.Render<Masked>(c => c.Add(x => x.Value, "a•••@example.kz").Add(x => x.IsMasked, true));

        Assert.Equal("a•••@example.kz, masked", masked.Find(".read-only-by-ear").TextContent);
        Assert.Equal("Not held", Read(Page.Render<Masked>(c => c.Add(x => x.Value, null)).Find("span")));
    }

    [Fact]
    public void ASkeletonSaysThatSomethingIsLoading() =>
        Assert.Equal("Loading…", Page.Render<LoadingSkeleton>().Find("[role=status]").GetAttribute("aria-label"));
}
