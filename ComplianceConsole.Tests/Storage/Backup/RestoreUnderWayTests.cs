using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Sweep = ComplianceConsole.Storage.Operations.Sweep;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>A destruction that was decided is taken back by no backup, wherever it stood when the records were lost. Policy 2.1(10).</summary>
public sealed class RestoreUnderWayTests
{
    [Theory]
    [InlineData("decided", false)]
    [InlineData("decided", true)]
    [InlineData("search", false)]
    [InlineData("search", true)]
    [InlineData("key", false)]
    [InlineData("key", true)]
    [InlineData("copies", false)]
    [InlineData("copies", true)]
    [InlineData("done", false)]
    [InlineData("done", true)]
    public async Task From_a_backup_of_before_or_of_between_it_goes_on_to_its_end(string step, bool isBetween)
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var stores = desk.Stores;
        var subject = await stores.AddGulnaraAsync();
        await stores.TakeAsync(copies.Backup("before"));
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        await stores.TakeAsync(copies.Backup("between"));
        await GoAsync(stores, subject, step);
        await stores.LoseRecordsAsync();

        var restored = (await copies.RestoreAsync(copies.Backup(isBetween ? "between" : "before"), copies.One, more: RestoreDesk.Requests)).Value;

        // Before its key went it is named as under way; after it, it is done again at once.
        var isKeyGone = step is "key" or "copies" or "done";
        Assert.Equal(isKeyGone ? 1 : 0, restored.Destroyed);
        Assert.Equal(isKeyGone || isBetween ? [] : [subject], restored.UnderWay);
        Assert.DoesNotContain("test.destroy", restored.ToRepeat.Keys, StringComparer.Ordinal);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.Equal(isKeyGone ? SubjectState.Destroyed : SubjectState.ReleasedForDestruction, again.Stores.State(subject));
        Assert.False((await again.Stores.ReadAsync(Actors.Staff, subject)).IsDone);
        Assert.Empty(again.Stores.Search(DestructionStores.LastName));
        await again.Get<Sweep>().RunAsync(CancellationToken.None);
        Assert.Equal(SubjectState.Destroyed, again.Stores.State(subject));
        var tombstone = (await again.Get<ReadTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        Assert.Equal((Actors.Dpo.Name, "9.7"), (tombstone.DecidedBy, tombstone.Clause));
        var found = await again.Stores.VerifyAsync();
        Assert.True(found.Holds, found.Line);
    }

    private static async Task GoAsync(TestStores stores, SubjectId subject, string step)
    {
        if (step is "done")
        {
            Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
            return;
        }

        if (step is not "decided")
        {
            await stores.Destructions().EraseSearchAsync(subject, CancellationToken.None);
        }

        if (step is "key" or "copies")
        {
            Assert.True(await stores.Destructions().DestroyKeyAsync(subject, CancellationToken.None));
        }

        if (step is "copies")
        {
            Assert.True(stores.Destructions().IsConfirmed(subject));
        }
    }
}
