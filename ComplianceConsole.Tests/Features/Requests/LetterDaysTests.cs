using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>A letter states the day on which the thing was done, not the day of the decision, of the click or of the letter.</summary>
public sealed class LetterDaysTests
{
    [Fact]
    public async Task That_a_block_was_lifted_is_told_with_the_day_it_was_lifted_and_not_of_the_refusal()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await BlockedAsync(desk);
        Assert.True((await desk.RefuseAsync(number, matter: RequestKind.Complaint, ground: RefusalGround.NotConfirmed)).IsDone);
        desk.Clock.Advance(Duration.FromDays(3));
        Assert.True((await desk.ReleaseAsync(number)).IsDone);
        desk.Clock.Advance(Duration.FromDays(1));

        Assert.True((await desk.WriteAsync(number)).IsDone);

        Assert.Equal("2026-11-23", (await desk.LetterAsync(NoticeTemplates.Released)).Values[NoticeValues.ReleasedOn]);
    }

    [Fact]
    public async Task That_processing_stopped_is_told_with_the_day_that_was_typed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await BlockedAsync(desk);
        Assert.True((await desk.GrantAsync(number, RequestKind.Complaint)).IsDone);
        desk.Clock.Advance(Duration.FromDays(5));
        Assert.True((await desk.StopAsync(number, desk.Clock.Now - Duration.FromDays(3))).IsDone);

        Assert.True((await desk.WriteAsync(number)).IsDone);

        Assert.Equal("2026-11-22", (await desk.LetterAsync(NoticeTemplates.Stopped)).Values[NoticeValues.DoneOn]);
    }

    private static async Task<RequestNumber> BlockedAsync(RequestDesk desk)
    {
        var number = await desk.ConfirmedAsync(RequestKind.Complaint, await desk.SubjectWithConsentAsync());
        Assert.True((await desk.BlockOnComplaintAsync(number)).IsDone);
        return number;
    }
}
