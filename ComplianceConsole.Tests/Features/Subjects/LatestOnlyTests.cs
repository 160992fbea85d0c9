using ComplianceConsole.Features.Subjects.Search;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class LatestOnlyTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task Of_questions_within_the_pause_only_the_last_is_asked()
    {
        var time = new FakeTimeProvider();
        using var latest = new LatestOnly(time);
        var asked = new List<int>();

        var runs = Enumerable.Range(1, 3).Select(number => latest.RunAsync(Pause, _ =>
        {
            asked.Add(number);
            return Task.CompletedTask;
        })).ToList();
        time.Advance(Pause);

        var carriedOut = await Task.WhenAll(runs);
        Assert.Equal([false, false, true], carriedOut);
        Assert.Equal([3], asked);
    }

    [Fact]
    public async Task A_question_under_way_is_cancelled_by_the_next()
    {
        using var latest = new LatestOnly(new FakeTimeProvider());
        var begun = new TaskCompletionSource();
        var first = latest.RunAsync(TimeSpan.Zero, async cancellation =>
        {
            begun.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
        });
        await begun.Task;

        Assert.True(await latest.RunAsync(TimeSpan.Zero, _ => Task.CompletedTask));
        Assert.False(await first);
    }

    [Fact]
    public async Task Who_leaves_cancels_what_is_under_way()
    {
        var latest = new LatestOnly(new FakeTimeProvider());
        var waiting = latest.RunAsync(Pause, _ => Task.CompletedTask);

        latest.Dispose();

        Assert.False(await waiting);
    }

    [Fact]
    public async Task A_failure_of_the_question_is_the_askers()
    {
        using var latest = new LatestOnly(new FakeTimeProvider());

        await Assert.ThrowsAsync<InvalidOperationException>(() => latest.RunAsync(TimeSpan.Zero, _ => throw new InvalidOperationException()));
    }
}
