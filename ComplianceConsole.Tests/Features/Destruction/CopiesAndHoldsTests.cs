using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class CopiesAndHoldsTests
{
    private static readonly CopyForm s_paper = new() { Kind = CopyKind.PaperFile, What = "Folder 12-Q", Place = "Archive, shelf 3", Keeper = "Registry" };

    [Fact]
    public async Task A_copy_is_noted_outlives_the_record_and_is_ticked_off_by_a_person()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);

        Assert.Equal(1, (await NoteAsync(desk, subject)).Value);
        Assert.Empty(desk.Stores.FilesWith("Folder 12-Q", "Archive, shelf 3"));
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);

        var copy = Assert.Single(await CopiesAsync(desk, subject));
        Assert.Equal(("Folder 12-Q", "Archive, shelf 3", "Registry"), (copy.Details!.What, copy.Details.Place, copy.Details.Keeper));
        Assert.Null(copy.DestroyedAt);

        Assert.Equal("Choose", Assert.IsType<InvalidInput>((await TickAsync(desk, subject, disposal: null)).Refusal).Problem);
        Assert.True((await TickAsync(desk, subject, CopyDisposal.Shredded)).IsDone);

        copy = Assert.Single(await CopiesAsync(desk, subject));
        Assert.Equal(
            (desk.Clock.Now, CopyDisposal.Shredded, Actors.Staff.Name, null),
            (copy.DestroyedAt, copy.Disposal, copy.DestroyedBy, copy.Details));
        Assert.IsType<NothingToDo>((await TickAsync(desk, subject, CopyDisposal.Burned)).Refusal);
        Assert.Equal(2, (await NoteAsync(desk, subject)).Value);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task What_is_typed_of_a_copy_is_checked_and_only_those_who_keep_them_do()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();

        var refusal = (await desk.Get<KeepCopies>().NoteAsync(Actors.Dpo, subject, new CopyForm { What = new string('x', 201) }, CancellationToken.None)).Refusal;
        Assert.Equal(
            ["CopyKind", "CopyWhat", "CopyPlace", "CopyKeeper"],
            Assert.IsType<InvalidInputs>(refusal).Problems.Select(problem => problem.FieldName), StringComparer.Ordinal);
        Assert.IsType<NotFound>((await NoteAsync(desk, new SubjectId(99))).Refusal);
        Assert.IsType<NotFound>((await TickAsync(desk, subject, CopyDisposal.Burned)).Refusal);
        foreach (var actor in Actors.Without(Right.KeepCopies))
        {
            Assert.IsType<NotAllowed>((await NoteAsync(desk, subject, actor)).Refusal);
            Assert.IsType<NotAllowed>((await TickAsync(desk, subject, CopyDisposal.Burned, actor)).Refusal);
        }

        foreach (var actor in Actors.Without(Right.ReadDestructions))
        {
            Assert.IsType<NotAllowed>((await desk.Get<ReadCopies>().HandleAsync(actor, subject, CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public async Task An_auditor_learns_that_a_copy_lies_somewhere_and_nothing_anybody_wrote_of_it()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await NoteAsync(desk, subject);

        var copy = Assert.Single((await desk.Get<ReadCopies>().HandleAsync(Actors.Auditor, subject, CancellationToken.None)).Value.Copies);

        Assert.Equal((1, CopyKind.PaperFile, Actors.Staff.Name, null), (copy.Number, copy.Kind, copy.NotedBy, copy.Details));
    }

    [Fact]
    public async Task While_a_reason_to_keep_stands_nothing_is_destroyed_not_even_by_sql()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        var form = new HoldForm { Kind = HoldKind.Proceedings, Basis = "Case 7-1234" };
        Assert.Equal(1, (await desk.Get<KeepHolds>().SetAsync(Actors.Dpo, subject, form, CancellationToken.None)).Value);
        Assert.Empty(desk.Stores.FilesWith("Case 7-1234"));

        Assert.Equal(1, Assert.IsType<HoldsForbidDestruction>((await desk.DestroyAsync(DestructionDesk.Command(subject))).Refusal).Count);
        var plan = (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        Assert.Equal("Case 7-1234", Assert.Single(plan.Holds).Basis);
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => desk.ReadAsync(async db =>
        {
            (await db.Subjects.SingleAsync()).State = SubjectState.ReleasedForDestruction;
            return await db.SaveChangesAsync();
        }));

        Assert.True((await desk.Get<KeepHolds>().LiftAsync(Actors.Dpo, subject, 1, CancellationToken.None)).IsDone);
        Assert.IsType<NothingToDo>((await desk.Get<KeepHolds>().LiftAsync(Actors.Dpo, subject, 1, CancellationToken.None)).Refusal);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
        Assert.Equal(0, await desk.ReadAsync(db => db.LegalHolds.CountAsync()));
        Assert.IsType<RecordDestroyed>((await desk.Get<KeepHolds>().SetAsync(Actors.Dpo, subject, form, CancellationToken.None)).Refusal);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_reason_names_what_it_rests_on_and_only_the_responsible_person_sets_and_lifts()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var keep = desk.Get<KeepHolds>();

        var refusal = (await keep.SetAsync(Actors.Dpo, subject, new HoldForm(), CancellationToken.None)).Refusal;
        Assert.Equal(["HoldKind", "HoldBasis"], Assert.IsType<InvalidInputs>(refusal).Problems.Select(problem => problem.FieldName), StringComparer.Ordinal);
        Assert.IsType<NotFound>((await keep.LiftAsync(Actors.Dpo, subject, 3, CancellationToken.None)).Refusal);
        foreach (var actor in Actors.Without(Right.DestroySubject))
        {
            Assert.IsType<NotAllowed>((await keep.SetAsync(actor, subject, new HoldForm(), CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await keep.LiftAsync(actor, subject, 1, CancellationToken.None)).Refusal);
        }
    }

    private static Task<Result<int>> NoteAsync(RequestDesk desk, SubjectId subject, Actor? actor = null) =>
        desk.Get<KeepCopies>().NoteAsync(actor ?? Actors.Staff, subject, s_paper, CancellationToken.None);

    private static Task<Result<Done>> TickAsync(RequestDesk desk, SubjectId subject, CopyDisposal? disposal, Actor? actor = null) =>
        desk.Get<KeepCopies>().TickOffAsync(actor ?? Actors.Staff, subject, 1, disposal, CancellationToken.None);

    private static async Task<IReadOnlyList<CopyView>> CopiesAsync(RequestDesk desk, SubjectId subject) =>
        (await desk.Get<ReadCopies>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).Value.Copies;
}
