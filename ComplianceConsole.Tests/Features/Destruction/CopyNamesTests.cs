using ComplianceConsole.Commands.Residue;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>What is written of paper outlives the data, and so names nobody.</summary>
public sealed class CopyNamesTests
{
    [Theory]
    [InlineData("Kozhakhmetova's folder", "Archive", "Registry", "CopyWhat")]
    [InlineData("Folder 12", "Шкаф Кожахметовой", "Registry", "CopyPlace")]
    [InlineData("Folder 12", "Archive", "kozhakhmetova@example.kz", "CopyKeeper")]
    [InlineData("Tel. 701 000 00 01", "Archive", "Registry", "CopyWhat")]
    public async Task A_text_that_names_the_person_is_refused_with_its_field(string what, string place, string keeper, string input)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();

        var refusal = (await NoteAsync(desk, subject, what, place, keeper)).Refusal;

        var problem = Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems);
        Assert.Equal((input, "NamesPerson"), (problem.FieldName, problem.Problem));
        Assert.Empty(await CopiesAsync(desk, subject));
    }

    [Fact]
    public async Task Of_a_blocked_record_a_text_is_compared_too_and_nobody_is_shown_anything()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.Stores.BlockAsync(subject);

        Assert.IsType<InvalidInputs>((await NoteAsync(desk, subject, "Дело Қожахметова")).Refusal);
        Assert.True((await NoteAsync(desk, subject, "Folder 12")).IsDone);
    }

    [Fact]
    public async Task What_was_written_before_has_to_be_changed_before_the_data_is_destroyed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        await desk.NoteNamingAsync(subject);

        Assert.Equal([1], Assert.IsType<CopiesNamePerson>((await desk.DestroyAsync(DestructionDesk.Command(subject))).Refusal).Copies);
        Assert.Equal([1], (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value.NamingCopies);
        var line = Assert.Single((await desk.Get<ReadDestructions>().HandleAsync(Actors.Staff, 50, CancellationToken.None)).Value.Waiting);
        Assert.Equal((false, 1), (line.IsReady, line.Against.NamingCopies.Count));
        Assert.True(Assert.Single(await CopiesAsync(desk, subject)).NamesPerson);

        Assert.IsType<InvalidInputs>((await RewriteAsync(desk, subject, "Дело Гулнары")).Refusal);
        Assert.True((await RewriteAsync(desk, subject, "Folder 12")).IsDone);

        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
        var copy = Assert.Single(await CopiesAsync(desk, subject));
        Assert.Equal(("Folder 12", false), (copy.Details!.What, copy.NamesPerson));
        Assert.True((await RewriteAsync(desk, subject, "Folder 13")).IsDone);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_copy_that_was_ticked_off_has_no_text_any_more_and_stands_against_nothing()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        await desk.NoteNamingAsync(subject);
        Assert.True((await desk.Get<KeepCopies>().TickOffAsync(Actors.Staff, subject, 1, CopyDisposal.Shredded, CancellationToken.None)).IsDone);

        Assert.IsType<NothingToDo>((await RewriteAsync(desk, subject, "Folder 12")).Refusal);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
    }

    [Fact]
    public async Task After_the_destruction_with_a_copy_outstanding_nothing_of_the_person_is_left()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        await desk.NoteNamingAsync(subject, string.Join(' ', DestructionStores.Values));
        Assert.True((await RewriteAsync(desk, subject, "Folder 12")).IsDone);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);

        var hits = new List<ResidueHit>();
        new ResidueSearch(ResiduePatterns.Of(DestructionStores.Values), hits.Add)
            .Run([desk.Stores.Directory], new HashSet<string>(StringComparer.Ordinal), TestContext.Current.CancellationToken);

        Assert.Empty(hits);
        Assert.Equal("Folder 12", Assert.Single(await CopiesAsync(desk, subject)).Details!.What);
    }

    private static Task<Result<int>> NoteAsync(RequestDesk desk, SubjectId subject, string what, string place = "Archive", string keeper = "Registry") =>
        desk.Get<KeepCopies>().NoteAsync(
            Actors.Staff,
            subject,
            new CopyForm { Kind = CopyKind.PaperFile, What = what, Place = place, Keeper = keeper },
            CancellationToken.None);

    private static Task<Result<Done>> RewriteAsync(RequestDesk desk, SubjectId subject, string what) =>
        desk.Get<KeepCopies>().RewriteAsync(
            Actors.Staff, subject, 1, new CopyForm { What = what, Place = "Archive", Keeper = "Registry" }, CancellationToken.None);

    private static async Task<IReadOnlyList<CopyView>> CopiesAsync(RequestDesk desk, SubjectId subject) =>
        (await desk.Get<ReadCopies>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).Value.Copies;
}
