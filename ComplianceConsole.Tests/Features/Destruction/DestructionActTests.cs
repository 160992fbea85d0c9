using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class DestructionActTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task The_act_is_the_same_bytes_whenever_it_is_issued_again(string language)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await DestroyedAsync(desk);

        var first = (await IssueAsync(desk, subject, language)).Value;
        desk.Clock.Advance(Duration.FromDays(400));
        Assert.True((await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"))).Number > 1);
        var again = (await IssueAsync(desk, subject, language)).Value;

        Assert.Equal($"D-2026-000001-{language}.pdf", first.Name);
        Assert.Equal("%PDF"u8.ToArray(), first.Content[..4]);
        Assert.Equal(first.Content, again.Content);
        Assert.Equal("destruction.act", (await desk.Stores.EntriesAsync())[^1].Operation);
    }

    [Fact]
    public async Task It_changes_only_when_a_copy_is_destroyed_by_hand()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await DestroyedAsync(desk, async subject => await desk.Get<KeepCopies>().NoteAsync(
            Actors.Dpo,
            subject,
            new CopyForm { Kind = CopyKind.Medium, What = "Disc 4", Place = "Safe", Keeper = "Registry" },
            CancellationToken.None));
        var outstanding = (await IssueAsync(desk, subject, "en")).Value;

        Assert.True((await desk.Get<KeepCopies>().TickOffAsync(Actors.Dpo, subject, 1, CopyDisposal.Broken, CancellationToken.None)).IsDone);

        Assert.NotEqual(outstanding.Content, (await IssueAsync(desk, subject, "en")).Value.Content);
    }

    [Fact]
    public async Task Numbers_are_gapless_within_the_year_of_the_destruction()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var numbers = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var subject = await DestroyedAsync(desk);
            numbers.Add((await desk.Get<ReadTombstone>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).Value.Act!.Value.ToString());
            if (i == 1)
            {
                desk.Clock.Advance(Duration.FromDays(60));
            }
        }

        Assert.Equal(["D-2026-000001", "D-2026-000002", "D-2027-000001"], numbers, StringComparer.Ordinal);
    }

    [Fact]
    public async Task It_is_refused_while_nothing_is_destroyed_and_to_those_who_read_no_proof()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);

        Assert.IsType<NotFound>((await IssueAsync(desk, subject, "en")).Refusal);
        await desk.Stores.DecideAsync(subject);
        Assert.IsType<DestructionUnderWay>((await IssueAsync(desk, subject, "en")).Refusal);
        Assert.Equal(1, await desk.Stores.Destructions().ResumeAsync(CancellationToken.None));
        Assert.IsType<InvalidInput>((await IssueAsync(desk, subject, "de")).Refusal);
        Assert.True((await IssueAsync(desk, subject, "en")).IsDone);
        Assert.True((await IssueAsync(desk, subject, "en", Actors.Auditor)).IsDone);
        foreach (var actor in Actors.Without(Right.ReadDestructions))
        {
            Assert.IsType<NotAllowed>((await IssueAsync(desk, subject, "en", actor)).Refusal);
        }
    }

    [Fact]
    public async Task What_is_kept_for_it_holds_codes_and_counts_and_no_value()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await DestroyedAsync(desk);

        var row = await desk.ReadAsync(db => db.Destructions.AsNoTracking().SingleAsync());

        Assert.Contains("last_name", row.Facts, StringComparison.Ordinal);
        Assert.Contains("keys.db", row.ActFacts, StringComparison.Ordinal);
        Assert.All(DestructionStores.Values, value => Assert.DoesNotContain(value, row.Facts, StringComparison.Ordinal));
        Assert.Empty(desk.Stores.FilesWith(DestructionStores.Values));
    }

    private static Task<Result<ActFile>> IssueAsync(RequestDesk desk, SubjectId subject, string language, Actor? actor = null) =>
        desk.Get<IssueDestructionAct>().HandleAsync(actor ?? Actors.Dpo, subject, language, CancellationToken.None);

    private static async Task<SubjectId> DestroyedAsync(RequestDesk desk, Func<SubjectId, Task>? before = null)
    {
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        await (before?.Invoke(subject) ?? Task.CompletedTask);
        Assert.NotNull((await desk.DestroyAsync(DestructionDesk.Command(subject))).Value.DestroyedAt);
        return subject;
    }
}
