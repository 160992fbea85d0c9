using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.Blocking.Selection;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class BlockSelectionTests
{
    [Fact]
    public async Task Each_record_of_a_selection_is_blocked_with_the_reason_and_an_entry_of_its_own()
    {
        await using var stores = await TestStores.OpenAsync();
        var subjects = await AddAsync(stores, 120);
        var told = new List<int>();

        var blocked = (await BlockAsync(stores, Actors.Staff, subjects, " A list of 20 November ", told)).Value;

        Assert.Equal(subjects, blocked.Blocked.Select(set => set.Subject));
        Assert.Equal([50, 100, 120], told);
        Assert.Equal(stores.Clock.Now + BlockRules.SelectionUndoWindow, blocked.UndoUntil);
        var entries = (await stores.EntriesAsync()).Where(entry => string.Equals(entry.Operation, "subject.block.selection", StringComparison.Ordinal)).ToList();
        Assert.Equal(subjects.Select(one => one.Number), entries.Select(entry => Assert.Single(entry.Subjects)));
        Assert.Equal(120, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects WHERE State = 1"));
        Assert.Equal(120, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM BlockEvents WHERE Reason IS NOT NULL"));
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM BlockEvents WHERE instr(Reason, 'November') > 0"));
    }

    [Fact]
    public async Task One_undo_releases_exactly_those_that_the_selection_blocked()
    {
        await using var stores = await OpenWithSubjectsAsync();
        var subjects = await AddAsync(stores, 5);
        await stores.Block(Actors.Dpo, subjects[0]);
        var blocked = (await BlockAsync(stores, Actors.Staff, subjects, "A list")).Value;
        Assert.Equal([subjects[0]], blocked.PassedOver);
        await stores.Unblock(Actors.Dpo, subjects[1], "not this one");
        await stores.Unblock(Actors.Dpo, subjects[2], "nor this");
        await stores.Block(Actors.Dpo, subjects[2]);
        stores.Clock.Advance(Duration.FromMinutes(10));

        var undone = (await UndoAsync(stores, Actors.Staff, blocked)).Value;

        Assert.Equal(2, undone.Released);
        Assert.Equal([subjects[1], subjects[2]], undone.Kept);
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subjects[0]));
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subjects[2]));
        Assert.Equal(SubjectState.Active, await stores.StateAsync(subjects[4]));
        Assert.Equal([BlockEventKind.Blocked, BlockEventKind.Undone], await stores.EventsAsync(subjects[4]));
    }

    [Fact]
    public async Task Nobody_undoes_another_s_selection_nor_ones_own_for_ever_nor_a_single_block_this_way()
    {
        await using var stores = await OpenWithSubjectsAsync();
        var subjects = await AddAsync(stores, 2);
        var blocked = (await BlockAsync(stores, Actors.Staff, [subjects[0]], "A list")).Value;
        var single = (await stores.Block(Actors.Staff, subjects[1])).Value;

        Assert.IsType<UndoClosed>((await UndoAsync(stores, Actors.OtherStaff, blocked)).Refusal);
        Assert.IsType<UndoClosed>((await UndoAsync(stores, Actors.Staff, blocked with { Blocked = [single] })).Refusal);
        stores.Clock.Advance(BlockRules.SelectionUndoWindow + Duration.FromSeconds(1));
        Assert.IsType<UndoClosed>((await UndoAsync(stores, Actors.Staff, blocked)).Refusal);
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subjects[0]));
    }

    [Fact]
    public async Task A_stop_between_two_commits_keeps_what_was_blocked_and_says_how_many()
    {
        await using var stores = await TestStores.OpenAsync();
        var subjects = await AddAsync(stores, 120);
        using var stop = new CancellationTokenSource();

        var blocked = (await new BlockSelection(stores.Operation).HandleAsync(
            Actors.Dpo, subjects, "A list", new Heard(done => { if (done == 50) { stop.Cancel(); } }), stop.Token)).Value;

        Assert.Equal(50, blocked.Blocked.Count);
        Assert.Equal(SubjectState.Active, await stores.StateAsync(subjects[50]));
    }

    [Fact]
    public async Task Roles_that_may_not_block_block_nothing_and_a_reason_is_asked_for()
    {
        await using var stores = await TestStores.OpenAsync();
        var subjects = await AddAsync(stores, 1);

        foreach (var actor in Actors.Without(Right.BlockSubject))
        {
            Assert.IsType<NotAllowed>((await BlockAsync(stores, actor, subjects, "A list")).Refusal);
        }

        Assert.Equal("Required", Assert.IsType<InvalidInput>((await BlockAsync(stores, Actors.Staff, subjects, " ")).Refusal).Problem);
        Assert.Equal("Required", Assert.IsType<InvalidInput>((await BlockAsync(stores, Actors.Staff, [], "A list")).Refusal).Problem);
        Assert.Equal(SubjectState.Active, await stores.StateAsync(subjects[0]));
    }

    [Fact]
    public async Task A_thousand_are_blocked_and_undone_at_once()
    {
        await using var stores = await TestStores.OpenAsync();
        var subjects = await AddAsync(stores, BlockSelection.MostSubjects);

        var blocked = (await BlockAsync(stores, Actors.Staff, subjects, "A list")).Value;
        var undone = (await UndoAsync(stores, Actors.Staff, blocked)).Value;

        Assert.Equal((1_000, 1_000), (blocked.Blocked.Count, undone.Released));
    }

    private static Task<Result<SelectionBlocked>> BlockAsync(
        TestStores stores, Actor actor, IReadOnlyList<SubjectId> subjects, string reason, List<int>? told = null) =>
        new BlockSelection(stores.Operation).HandleAsync(actor, subjects, reason, new Heard(done => told?.Add(done)), CancellationToken.None);

    private static Task<Result<SelectionUndone>> UndoAsync(TestStores stores, Actor actor, SelectionBlocked blocked) =>
        new UndoSelection(stores.Operation).HandleAsync(actor, blocked.Blocked, progress: null, CancellationToken.None);

    private static Task<TestStores> OpenWithSubjectsAsync() => TestStores.OpenAsync(more: services => ComplianceConsole.Features.Subjects.SubjectsFeature.AddSubjects(services));

    private static async Task<List<SubjectId>> AddAsync(TestStores stores, int count)
    {
        var subjects = new List<SubjectId>();
        for (var i = 0; i < count; i++)
        {
            subjects.Add(await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova")));
        }

        return subjects;
    }

    private sealed class Heard(Action<int> told) : IProgress<int>
    {
        public void Report(int value) => told(value);
    }
}
