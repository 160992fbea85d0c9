using Bunit;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Layout;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class MainLayoutTests : PageTest
{
    public MainLayoutTests() => Page.Services.AddSingleton<ITopBarTool, SearchTool>();

    [Theory]
    [InlineData(Role.ResponsiblePerson, "Today,Subjects,Requests,Registers", true)]
    [InlineData(Role.Staff, "Today,Subjects,Requests,Registers", true)]
    [InlineData(Role.Manager, "Today,Requests,Registers", false)]
    [InlineData(Role.Auditor, "Today,Requests,Registers", false)]
    [InlineData(Role.Administrator, "Today,Registers,Administration", false)]
    public void TheRailAndTheSearchBoxFollowTheRole(Role role, string rail, bool canSearch)
    {
        SignedIn.Answer = new Actor("1", "Aigul", role);

        var layout = Draw();

        Assert.Equal(rail, string.Join(',', layout.FindAll(".rail-entry").Select(Read)));
        Assert.Equal(canSearch, layout.FindAll("[data-search-box]").Count == 1);
    }

    [Fact]
    public void ThePageIsMarkedWhenItCanBeTypedInto() => Assert.Equal("true", Draw().Find(".frame").GetAttribute("data-interactive"));

    [Fact]
    public void TheBarSaysWhoIsSignedInAndInWhichRole()
    {
        Speak("ru");

        Assert.Equal("Вы вошли как Aigul Serikova Ответственное лицо", Read(Draw().Find(".top-person")));
    }

    [Fact]
    public void LanguagesAreNamedInThemselvesAndLeadBackToThisPage()
    {
        Page.Services.GetRequiredService<NavigationManager>().NavigateTo("/subjects?state=blocked#main");

        var links = Draw().FindAll("#menu-language a");

        Assert.Equal(["English", "Русский", "Қазақша"], links.Select(Read), StringComparer.Ordinal);
        Assert.Equal("/language?culture=kk&returnUrl=%2Fsubjects%3Fstate%3Dblocked", links[2].GetAttribute("href"));
    }

    [Fact]
    public void AnEndedSessionTakesThePageAway()
    {
        var layout = Draw();
        Assert.Equal("the page", Read(layout.Find("main")));

        SignedIn.Change(new SessionEnded());

        layout.WaitForAssertion(() => Assert.Equal("Your session has ended", layout.Find("main h1").TextContent));
        Assert.DoesNotContain("the page", layout.Find("main").TextContent, StringComparison.Ordinal);
        Assert.Empty(layout.FindAll(".rail-entry"));
    }

    [Fact]
    public void AChangeMadeByAnotherIsDrawnInThisReadersLanguage()
    {
        Speak("kk");
        var layout = Draw();

        Speak("ru");
        SignedIn.Change(new SessionEnded());

        layout.WaitForAssertion(() => Assert.Equal("Сеанс аяқталды", layout.Find("main h1").TextContent));
    }

    [Fact]
    public void AnErrorNobodyExpectedIsToldInWordsAndLeavesTheFrame()
    {
        var layout = Page.Render<MainLayout>(c => c.Add(x => x.Body, builder =>
        {
            builder.OpenComponent<Broken>(0);
            builder.CloseComponent();
        }));

        Assert.Equal("Something went wrong", layout.Find("main h1").TextContent);
        Assert.DoesNotContain("secret", layout.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(layout.FindAll(".rail-entry"));
    }

    private IRenderedComponent<MainLayout> Draw() =>
        Page.Render<MainLayout>(c => c.Add(x => x.Body, builder => builder.AddContent(0, "the page")));

    private sealed class Broken : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("secret");
    }

    private sealed class SearchTool : ITopBarTool
    {
        public Type Component => typeof(SearchBox);

        public Right Right => Right.SearchSubjects;
    }

    private sealed class SearchBox : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, "<input data-search-box aria-label=\"Search subjects\" />");
    }
}
