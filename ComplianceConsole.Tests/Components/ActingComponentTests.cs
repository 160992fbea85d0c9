using Bunit;
using ComplianceConsole.Components.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class ActingComponentTests : PageTest
{
    [Fact]
    public void A_change_reported_during_the_first_reading_is_read_after_it()
    {
        var page = Page.Render<Reading>();

        page.Instance.Change();
        Assert.Single(page.Instance.Asked);
        page.Instance.Asked[0].SetResult("before");

        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Asked.Count));
        page.Instance.Asked[1].SetResult("after");
        page.WaitForAssertion(() => Assert.Equal("after", page.Markup));
    }

    [Fact]
    public void Changes_reported_while_it_reads_are_answered_by_one_more_reading()
    {
        var page = Page.Render<Reading>();
        page.Instance.Asked[0].SetResult("first");
        page.WaitForAssertion(() => Assert.Equal("first", page.Markup));

        for (var i = 0; i < 3; i++)
        {
            page.Instance.Change();
        }

        page.WaitForAssertion(() => Assert.Equal(2, page.Instance.Asked.Count));
        page.Instance.Asked[1].SetResult("before");
        page.WaitForAssertion(() => Assert.Equal(3, page.Instance.Asked.Count));
        page.Instance.Asked[2].SetResult("after");
        page.WaitForAssertion(() => Assert.Equal("after", page.Markup));
        Assert.Equal(3, page.Instance.Asked.Count);
    }

    [Fact]
    public void Nothing_is_read_twice_where_nothing_was_reported()
    {
        var page = Page.Render<Reading>();

        page.Instance.Asked[0].SetResult("first");

        page.WaitForAssertion(() => Assert.Equal("first", page.Markup));
        Assert.Single(page.Instance.Asked);
    }

    // Shows the answers it is given, in the order in which they come.
    private sealed class Reading : ActingComponent
    {
        private string _shown = "";

        public List<TaskCompletionSource<string>> Asked { get; } = [];

        public void Change() => ReloadSoon();

        protected override Task OnInitializedAsync() => ReloadAsync();

        protected override async Task ReloadAsync()
        {
            var answer = new TaskCompletionSource<string>();
            Asked.Add(answer);
            _shown = await answer.Task;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, _shown);
    }
}
