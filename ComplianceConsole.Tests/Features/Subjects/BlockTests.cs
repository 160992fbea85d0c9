using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Subjects;

public sealed class BlockTests
{
    [Fact]
    public async Task One_call_blocks_at_once_and_says_until_when_it_can_be_withdrawn()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        var block = (await stores.Block(Actors.Staff, subject)).Value;

        Assert.Equal(stores.Clock.Now + Duration.FromSeconds(60), block.UndoUntil);
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subject));
        Assert.IsType<RecordBlocked>((await stores.ReadAsync(Actors.Staff, subject)).Refusal);
        Assert.IsType<RecordBlocked>((await stores.ReadAsync(Actors.Dpo, subject, Uses.Correct)).Refusal);
        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
    }

    [Theory]
    [InlineData(DutyKind.DestroyAfterPurpose, 40, "9.8")]
    [InlineData(DutyKind.DestroyOnEvidence, 40, "9.8")]
    [InlineData(DutyKind.DestroyAfterPurpose, 1, "2.1(7)")]
    [InlineData(DutyKind.Correct, 40, "2.1(7)")]
    public async Task A_block_after_a_missed_destruction_is_one_of_its_clause_by_itself(DutyKind kind, int daysAgo, string clause)
    {
        await using var stores = await OpenAsync();
        var subjects = new[] { await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova")), await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")) };
        foreach (var subject in subjects)
        {
            Assert.True((await stores.Operation.ChangeAsync<Done>(
                Actor.Job("test"),
                Right.Maintain,
                "test.owe",
                async (scope, cancellation) =>
                {
                    await scope.StartDutyAsync(kind, scope.Now - Duration.FromDays(daysAgo), cancellation, subjectId: subject.Number);
                    scope.Record(ProcessingAction.Administration, "9");
                    return default(Done);
                },
                CancellationToken.None)).IsDone);
        }

        Assert.True((await stores.Block(Actors.Staff, subjects[0])).IsDone);
        var selection = stores.Services.GetRequiredService<ComplianceConsole.Features.Subjects.Blocking.Selection.BlockSelection>();
        Assert.True((await selection.HandleAsync(Actors.Dpo, [subjects[1]], "Missed", progress: null, CancellationToken.None)).IsDone);

        Assert.Equal([clause, clause], (await stores.EntriesAsync())[^2..].Select(entry => entry.Clause), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_blocked_record_is_not_blocked_twice()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);
        stores.Clock.Advance(Duration.FromSeconds(30));

        Assert.IsType<RecordBlocked>((await stores.Block(Actors.OtherStaff, subject)).Refusal);

        Assert.True((await stores.Undo(Actors.Staff, subject)).IsDone);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task Who_blocked_may_withdraw_it_for_sixty_seconds(int seconds, bool isOpen)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);
        stores.Clock.Advance(Duration.FromSeconds(seconds));

        var undone = await stores.Undo(Actors.Staff, subject);

        Assert.Equal(isOpen, undone.IsDone);
        Assert.Equal(isOpen ? SubjectState.Active : SubjectState.Blocked, await stores.StateAsync(subject));
        Assert.Equal(
            isOpen ? [BlockEventKind.Blocked, BlockEventKind.Undone] : [BlockEventKind.Blocked],
            await stores.EventsAsync(subject));
    }

    [Fact]
    public async Task Nobody_withdraws_the_block_of_another()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);

        Assert.IsType<UndoClosed>((await stores.Undo(Actors.OtherStaff, subject)).Refusal);
        Assert.IsType<UndoClosed>((await stores.Undo(Actors.Dpo, subject)).Refusal);
        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subject));
    }

    [Fact]
    public async Task A_withdrawn_block_can_be_set_again_and_then_not_be_withdrawn_by_the_first()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);
        await stores.Undo(Actors.Staff, subject);

        Assert.IsType<RecordNotBlocked>((await stores.Undo(Actors.Staff, subject)).Refusal);
        Assert.True((await stores.Block(Actors.OtherStaff, subject)).IsDone);
        Assert.IsType<UndoClosed>((await stores.Undo(Actors.Staff, subject)).Refusal);
    }

    [Fact]
    public async Task The_reason_comes_after_the_block_from_who_set_it_or_the_responsible_person_and_is_sealed()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);

        Assert.IsType<NotAllowed>((await stores.Reason(Actors.OtherStaff, subject, "because")).Refusal);
        Assert.True((await stores.Reason(Actors.Staff, subject, " Complaint of Ermekova by letter ")).IsDone);
        Assert.True((await stores.Reason(Actors.Dpo, subject, "Confirmed")).IsDone);

        Assert.Equal([BlockEventKind.Blocked, BlockEventKind.ReasonGiven, BlockEventKind.ReasonGiven], await stores.EventsAsync(subject));
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM BlockEvents WHERE instr(Reason, 'Ermekova') > 0"));
    }

    [Theory]
    [InlineData(null, "Required")]
    [InlineData(" \u200b", "Required")]
    [InlineData("long", "TooLong")]
    public async Task A_reason_is_asked_for_in_words(string? reason, string problem)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);
        var typed = string.Equals(reason, "long", StringComparison.Ordinal) ? new string('x', 2_001) : reason;

        Assert.Equal(problem, Assert.IsType<InvalidInput>((await stores.Reason(Actors.Staff, subject, typed)).Refusal).Problem);
        Assert.Equal(problem, Assert.IsType<InvalidInput>((await stores.Unblock(Actors.Dpo, subject, typed)).Refusal).Problem);
    }

    [Fact]
    public async Task The_responsible_person_releases_with_a_reason_and_the_record_can_be_used_again()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);

        Assert.True((await stores.Unblock(Actors.Dpo, subject, "The complaint was not confirmed")).IsDone);

        Assert.Equal(SubjectState.Active, await stores.StateAsync(subject));
        Assert.True((await stores.ReadAsync(Actors.Staff, subject)).IsDone);
        Assert.IsType<RecordNotBlocked>((await stores.Unblock(Actors.Dpo, subject, "again")).Refusal);
        Assert.IsType<RecordNotBlocked>((await stores.Reason(Actors.Staff, subject, "too late")).Refusal);
    }

    [Fact]
    public async Task Who_may_not_is_refused_and_nothing_changes()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        foreach (var actor in Actors.Without(Right.BlockSubject))
        {
            Assert.IsType<NotAllowed>((await stores.Block(actor, subject)).Refusal);
        }

        Assert.Equal(SubjectState.Active, await stores.StateAsync(subject));
        await stores.Block(Actors.Dpo, subject);
        foreach (var actor in Actors.Without(Right.BlockSubject))
        {
            Assert.IsType<NotAllowed>((await stores.Undo(actor, subject)).Refusal);
            Assert.IsType<NotAllowed>((await stores.Reason(actor, subject, "because")).Refusal);
        }

        foreach (var actor in Actors.Without(Right.UnblockSubject))
        {
            Assert.IsType<NotAllowed>((await stores.Unblock(actor, subject, "because")).Refusal);
        }

        Assert.Equal(SubjectState.Blocked, await stores.StateAsync(subject));
    }

    [Fact]
    public async Task Nobody_is_asked_why_the_console_holds_a_record_that_is_being_destroyed()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Block(Actors.Staff, subject);
        Assert.True(BlockActions.Reason.IsOffered(SubjectState.Blocked));
        await stores.DecideAsync(subject);

        Assert.False(BlockActions.Reason.IsOffered(SubjectState.ReleasedForDestruction));
        foreach (var actor in (Actor[])[Actors.Staff, Actors.Dpo])
        {
            Assert.IsType<DestructionUnderWay>((await stores.Reason(actor, subject, "A letter")).Refusal);
        }
    }

    [Fact]
    public async Task There_is_nothing_to_block_of_nobody_or_of_a_destroyed_record()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 4");

        Assert.IsType<NotFound>((await stores.Block(Actors.Dpo, new SubjectId(99))).Refusal);
        Assert.IsType<RecordDestroyed>((await stores.Block(Actors.Dpo, subject)).Refusal);
        Assert.IsType<RecordDestroyed>((await stores.Unblock(Actors.Dpo, subject, "why not")).Refusal);
    }

    [Fact]
    public async Task Every_step_is_in_the_ledger_and_open_pages_hear_of_it()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var heard = new List<string>();
        using var feed = stores.Services.GetRequiredService<ChangeFeed>().Subscribe(committed => heard.Add(committed.Operation));

        await stores.Block(Actors.Staff, subject);
        await stores.Reason(Actors.Staff, subject, "A letter");
        await stores.Undo(Actors.Staff, subject);
        await stores.Block(Actors.Staff, subject);
        await stores.Unblock(Actors.Dpo, subject, "Not confirmed");

        Assert.Equal(["subject.block", "subject.block.reason", "subject.block.undo", "subject.block", "subject.unblock"], heard);
        var verified = await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);
        Assert.True(verified.Holds);
        Assert.Equal(6, verified.Ledger.Count);
    }

    private static Task<TestStores> OpenAsync() => TestStores.OpenAsync(more: services => services.AddSubjects());
}

internal static class BlockCalls
{
    public static Task<Result<BlockSet>> Block(this TestStores stores, Actor actor, SubjectId subject) =>
        stores.Services.GetRequiredService<BlockSubject>().HandleAsync(actor, subject, CancellationToken.None);

    public static Task<Result<Done>> Undo(this TestStores stores, Actor actor, SubjectId subject) =>
        stores.Services.GetRequiredService<UndoBlock>().HandleAsync(actor, subject, CancellationToken.None);

    public static Task<Result<Done>> Reason(this TestStores stores, Actor actor, SubjectId subject, string? reason) =>
        stores.Services.GetRequiredService<GiveBlockReason>().HandleAsync(actor, subject, reason, CancellationToken.None);

    public static Task<Result<Done>> Unblock(this TestStores stores, Actor actor, SubjectId subject, string? reason) =>
        stores.Services.GetRequiredService<UnblockSubject>().HandleAsync(actor, subject, reason, CancellationToken.None);

    public static async Task<SubjectState> StateAsync(this TestStores stores, SubjectId subject)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return await db.Subjects.Where(row => row.Id == subject.Number).Select(row => row.State).SingleAsync();
    }

    public static async Task<IReadOnlyList<BlockEventKind>> EventsAsync(this TestStores stores, SubjectId subject)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return await db.BlockEvents
            .Where(row => row.SubjectId == subject.Number)
            .OrderBy(row => row.Sequence)
            .Select(row => row.Kind)
            .ToListAsync();
    }
}
