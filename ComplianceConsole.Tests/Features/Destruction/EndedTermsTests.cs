using Bunit;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Features.Destruction.Pages;
using ComplianceConsole.Features.Destruction.Terms;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>Terms to keep that run out: nobody but the first page would remind of them. Policy 6.3, Law 8(2).</summary>
public sealed class EndedTermsTests : RequestPageTest
{
    private LocalDate Today => AlmatyZone.DayOf(Desk.Clock.Now);

    [Fact]
    public async Task What_has_passed_its_last_day_is_read_the_longest_over_first_until_a_person_ends_it()
    {
        var subject = await Desk.AddAsync();
        await HoldAsync(subject, Today.PlusDays(9));
        await NoteAsync(subject, Today.PlusDays(4));
        await HoldAsync(subject, until: null);
        Assert.Empty((await ReadAsync()).Terms);

        Desk.Clock.Advance(Duration.FromDays(4));
        Assert.Empty((await ReadAsync()).Terms);
        Desk.Clock.Advance(Duration.FromDays(6));

        var ended = await ReadAsync();
        Assert.Equal(2, ended.Count);
        Assert.Equal(
            [(1, null, (CopyKind?)CopyKind.PaperFile), (1, (HoldKind?)HoldKind.Obligation, null)],
            ended.Terms.Select(term => (term.Number, term.Hold, term.Copy)));
        Assert.Single((await ReadAsync(most: 1)).Terms);
        Assert.Equal(1, Assert.IsType<HoldsForbidDestruction>((await OwedAndDestroyedAsync(subject)).Refusal).Count - 1);

        Assert.True((await Desk.Get<KeepHolds>().LiftAsync(Actors.Dpo, subject, 1, CancellationToken.None)).IsDone);
        Assert.True((await Desk.Get<KeepCopies>().TickOffAsync(Actors.Staff, subject, 1, CopyDisposal.Shredded, CancellationToken.None)).IsDone);
        Assert.Equal(0, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task A_reason_is_extended_in_place_of_the_old_one_also_while_the_record_is_blocked()
    {
        var subject = await Desk.AddAsync();
        await HoldAsync(subject, Today);
        await Desk.Stores.BlockAsync(subject);
        Desk.Clock.Advance(Duration.FromDays(2));

        var next = await ExtendAsync(subject, 1, Today.PlusMonths(1));

        Assert.Equal(2, next.Value);
        var holds = await Desk.ReadAsync(db => db.LegalHolds.AsNoTracking().OrderBy(row => row.Number).ToListAsync());
        Assert.Equal([Desk.Clock.Now, null], holds.Select(row => row.LiftedAt));
        Assert.Equal([Today.PlusDays(-2), Today.PlusMonths(1)], holds.Select(row => row.Until!.Value));
        var hold = Assert.Single((await Desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value.Holds);
        Assert.Equal(("Contract 7", false), (hold.Basis, hold.IsOver));
        Assert.Equal(0, (await ReadAsync()).Count);
        Assert.True((await Desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_term_is_extended_to_a_day_that_has_not_passed_and_of_what_still_stands()
    {
        var subject = await Desk.AddAsync();
        await HoldAsync(subject, Today);
        await NoteAsync(subject, Today);

        AssertBlamed(ExtendHold.Input, "Required", (await ExtendAsync(subject, 1, until: null)).Refusal);
        AssertBlamed(ExtendHold.Input, "InPast", (await ExtendAsync(subject, 1, Today.PlusDays(-1))).Refusal);
        AssertBlamed(ExtendCopy.Input, "InPast", (await ExtendCopyAsync(subject, Today.PlusDays(-1))).Refusal);
        Assert.IsType<NotFound>((await ExtendAsync(subject, 7, Today)).Refusal);
        Assert.True((await ExtendCopyAsync(subject, Today.PlusYears(1))).IsDone);
        Assert.Equal(Today.PlusYears(1), (await CopyAsync(subject)).KeepUntil);

        Assert.True((await Desk.Get<KeepHolds>().LiftAsync(Actors.Dpo, subject, 1, CancellationToken.None)).IsDone);
        Assert.True((await Desk.Get<KeepCopies>().TickOffAsync(Actors.Staff, subject, 1, CopyDisposal.Shredded, CancellationToken.None)).IsDone);
        Assert.IsType<NothingToDo>((await ExtendAsync(subject, 1, Today)).Refusal);
        Assert.IsType<NothingToDo>((await ExtendCopyAsync(subject, Today)).Refusal);
        foreach (var actor in Actors.Without(Right.DestroySubject))
        {
            Assert.IsType<NotAllowed>((await ExtendAsync(subject, 1, Today, actor)).Refusal);
            Assert.IsType<NotAllowed>((await Desk.Get<ReadEndedTerms>().HandleAsync(actor, 5, CancellationToken.None)).Refusal);
        }

        foreach (var actor in Actors.Without(Right.KeepCopies))
        {
            Assert.IsType<NotAllowed>((await ExtendCopyAsync(subject, Today, actor)).Refusal);
        }
    }

    [Fact]
    public async Task The_term_of_a_copy_of_a_blocked_record_stays_as_it_is_whoever_asks()
    {
        var subject = await Desk.AddAsync();
        await NoteAsync(subject, Today);
        await Desk.Stores.BlockAsync(subject);

        Assert.IsType<RecordBlocked>((await ExtendCopyAsync(subject, Today.PlusDays(9))).Refusal);
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => Desk.ReadAsync(async db =>
        {
            (await db.TangibleCopies.SingleAsync()).KeepUntil = Today.PlusDays(9);
            return await db.SaveChangesAsync();
        }));
    }

    [Theory]
    [InlineData("en", "2 terms to keep have run out", "Lift or extend", "Destroy or extend")]
    [InlineData("ru", "Вышло 2 срока хранения", "Снять или продлить", "Уничтожить или продлить")]
    [InlineData("kk", "2 сақтау мерзімі өтті", "Алып тастау немесе ұзарту", "Жою немесе ұзарту")]
    public async Task The_first_page_says_so_and_leads_to_where_it_is_mended(string language, string title, string toHold, string toCopy)
    {
        var subject = await Desk.AddAsync();
        await HoldAsync(subject, Today.PlusDays(1));
        await NoteAsync(subject, Today);
        Desk.Clock.Advance(Duration.FromDays(5));
        Speak(language);

        var section = Draw<EndedTermsToday>(Actors.Dpo, "/");

        section.WaitForAssertion(() => Assert.Equal(title, Read(section.Find("h2"))));
        Assert.Equal(
            [(toCopy + $" {subject}", $"/subjects/{subject}/copies"), (toHold + $" {subject}", $"/destruction/{subject}")],
            section.FindAll("a").Select(link => (Read(link), link.GetAttribute("href")!)));
        Assert.All(["Contract 7", "Folder 12"], word => Assert.DoesNotContain(word, section.Markup, StringComparison.Ordinal));
        Assert.Equal("0", Draw<EndedTermsToday>(Actors.Staff, "/").FindAll("li").Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_reason_that_is_over_is_marked_and_extended_on_the_page_of_the_destruction()
    {
        var subject = await Desk.AddAsync();
        await HoldAsync(subject, Today);
        Desk.Clock.Advance(Duration.FromDays(1));
        var page = Draw<DestroyPage>(Actors.Dpo, $"/destruction/{subject}", parameters => parameters.Add(one => one.Number, subject.ToString()));
        page.WaitForAssertion(() => Assert.Contains("the term has run out", Read(page.Find(".care-list")), StringComparison.Ordinal));

        await page.FindAll("button").First(button => Read(button).StartsWith("Extend…", StringComparison.Ordinal)).ClickAsync(new());
        await page.Find(".care-list form").SubmitAsync();
        Assert.Equal("true", page.Find("#field-HoldUntil-hold-1").GetAttribute("aria-invalid"));
        await page.Find("#field-HoldUntil-hold-1").ChangeAsync(new() { Value = "2027-01-31" });
        await page.Find(".care-list form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("31 January 2027", Read(page.Find(".care-list")), StringComparison.Ordinal));
        Assert.DoesNotContain("the term has run out", page.Markup, StringComparison.Ordinal);
    }

    private static void AssertBlamed(string input, string problem, Refusal? refusal)
    {
        var blamed = Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems);
        Assert.Equal((input, problem), (blamed.FieldName, blamed.Problem));
    }

    private async Task HoldAsync(SubjectId subject, LocalDate? until)
    {
        var form = new HoldForm { Kind = HoldKind.Obligation, Basis = "Contract 7", Until = until };
        Assert.True((await Desk.Get<KeepHolds>().SetAsync(Actors.Dpo, subject, form, CancellationToken.None)).IsDone);
    }

    private async Task NoteAsync(SubjectId subject, LocalDate until)
    {
        var form = new CopyForm { Kind = CopyKind.PaperFile, What = "Folder 12", Place = "Archive", Keeper = "Registry", KeepUntil = until };
        Assert.True((await Desk.Get<KeepCopies>().NoteAsync(Actors.Staff, subject, form, CancellationToken.None)).IsDone);
    }

    private async Task<Result<DestructionMade>> OwedAndDestroyedAsync(SubjectId subject)
    {
        await Desk.OweAsync(subject);
        return await Desk.DestroyAsync(DestructionDesk.Command(subject));
    }

    private async Task<EndedTerms> ReadAsync(int most = 50) =>
        (await Desk.Get<ReadEndedTerms>().HandleAsync(Actors.Dpo, most, CancellationToken.None)).Value;

    private async Task<CopyView> CopyAsync(SubjectId subject) =>
        Assert.Single((await Desk.Get<ReadCopies>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value.Copies);

    private Task<Result<int>> ExtendAsync(SubjectId subject, int number, LocalDate? until, Actor? actor = null) =>
        Desk.Get<ExtendHold>().HandleAsync(actor ?? Actors.Dpo, subject, number, until, CancellationToken.None);

    private Task<Result<Done>> ExtendCopyAsync(SubjectId subject, LocalDate? until, Actor? actor = null) =>
        Desk.Get<ExtendCopy>().HandleAsync(actor ?? Actors.Staff, subject, 1, until, CancellationToken.None);
}
