using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Tests.Documents;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Reports;

public sealed class ReportTests
{
    private const string Card = "4000007070768988";

    [Fact]
    public async Task The_report_says_what_is_held_and_never_the_card_or_the_password()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await AddErmekovaAsync(desk);
        var number = await desk.PreparedAsync(subject);

        var text = Pdfs.Text(await PdfAsync(desk, number));

        foreach (var held in (string[])["Ermekova", "a.ermekova@example.kz", "Sary Dala Institute", "Registration", number.ToString(), subject.ToString(), "number not shown"])
        {
            Assert.Contains(held, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Card[^4..], text, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-01-15T10:00", text, StringComparison.Ordinal);
        Assert.Contains("No purpose of the policy needs this field", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Responsible person")]
    [InlineData("ru", "Ответственное лицо")]
    [InlineData("kk", "Жауапты")]
    public async Task The_report_is_written_in_the_language_asked_for_and_tells_roles_not_names(string language, string role)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await AddErmekovaAsync(desk);
        await desk.Stores.ReadAsync(Actors.Dpo, subject);
        var number = await desk.RegisteredAsync(subject);
        await desk.ConfirmAsync(number);
        await desk.PrepareAsync(number, language: language);
        await desk.PrepareAsync(number, language: language, withNames: true);

        var text = Pdfs.Text(await PdfAsync(desk, number));
        Assert.Contains(role, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Actors.Dpo.Name, text, StringComparison.Ordinal);
        Assert.Contains(Actors.Dpo.Name, Pdfs.Text(await PdfAsync(desk, number, sequence: 2)), StringComparison.Ordinal);
        Assert.Equal(language, (await desk.ReadAsync(number)).Reports[0].Language);
    }

    [Fact]
    public async Task About_someone_unknown_the_report_says_that_nothing_is_held()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ApprovedAsync();

        var text = Pdfs.Text(await PdfAsync(desk, number));

        Assert.Contains("holds no personal data", text, StringComparison.Ordinal);
        Assert.Contains("Aruzhan Ermekova", text, StringComparison.Ordinal);
        Assert.True((await DownloadAsync(desk, number, Actors.Manager)).IsDone);
        Assert.True((await desk.HandOverAsync(number)).IsDone);
    }

    [Fact]
    public async Task Of_a_blocked_record_the_subject_is_answered_and_nobody_else()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await AddErmekovaAsync(desk);
        await desk.BlockAsync(subject);
        var own = await desk.RegisteredAsync(subject);
        var authority = (await desk.RegisterAsync(desk.Asked(subject) with { Applicant = ApplicantKind.AuthorisedBody })).Value;
        await desk.ConfirmAsync(own);
        await desk.ConfirmAsync(authority);

        Assert.True((await desk.PrepareAsync(own)).IsDone);
        Assert.IsType<RecordBlocked>((await desk.PrepareAsync(authority)).Refusal);

        await desk.ApproveAsync(own);
        Assert.IsType<RecordBlocked>((await DownloadAsync(desk, own, Actors.Manager)).Refusal);
        Assert.True((await DownloadAsync(desk, own, Actors.Dpo)).IsDone);
        Assert.True((await desk.HandOverAsync(own)).IsDone);
    }

    [Fact]
    public async Task A_report_to_somebody_else_is_not_handed_over_once_the_record_is_blocked()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await AddErmekovaAsync(desk);
        var number = (await desk.RegisterAsync(desk.Asked(subject) with { Applicant = ApplicantKind.AuthorisedBody })).Value;
        await desk.ConfirmAsync(number);
        await desk.PrepareAsync(number);
        await desk.ApproveAsync(number);
        await desk.BlockAsync(subject);

        Assert.IsType<RecordBlocked>((await desk.HandOverAsync(number)).Refusal);
        Assert.Null((await desk.ReadAsync(number)).Duties[0].EndedAt);
    }

    [Fact]
    public async Task A_manager_downloads_a_report_only_when_it_is_approved_and_reads_no_profile()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await AddErmekovaAsync(desk);
        var number = await desk.PreparedAsync(subject);

        Assert.IsType<NotAllowed>((await DownloadAsync(desk, number, Actors.Manager)).Refusal);
        await desk.ApproveAsync(number);

        var file = (await DownloadAsync(desk, number, Actors.Manager)).Value;
        Assert.Equal("R-2026-000001-1.pdf", file.Name);
        Assert.Contains("Ermekova", Pdfs.Text(file.Pdf), StringComparison.Ordinal);
        Assert.IsType<NotAllowed>((await desk.Stores.ReadAsync(Actors.Manager, subject)).Refusal);
    }

    [Fact]
    public async Task Roles_that_may_not_get_neither_report_nor_list()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.PreparedAsync();

        foreach (var actor in Actors.Without(Right.PrepareReport))
        {
            Assert.IsType<NotAllowed>((await desk.PrepareAsync(number, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.ApproveAsync(number, actor: actor)).Refusal);
        }

        await desk.ApproveAsync(number);
        foreach (var actor in Actors.Without(Right.DownloadApprovedReport))
        {
            Assert.IsType<NotAllowed>((await DownloadAsync(desk, number, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.Get<ListReports>().HandleAsync(actor, 50, CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public async Task Each_generation_and_download_is_listed_under_the_request()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var number = await desk.ApprovedAsync(await AddErmekovaAsync(desk));
        await desk.Get<OpenReport>().PreviewAsync(Actors.Dpo, number, 1, CancellationToken.None);
        desk.Clock.Advance(Duration.FromMinutes(5));
        await DownloadAsync(desk, number, Actors.Manager);

        var view = await desk.ReadAsync(number);

        Assert.Equal(
            [
                ("report.prepare", Actors.Dpo.Name),
                ("report.approve", Actors.Dpo.Name),
                ("report.preview", Actors.Dpo.Name),
                ("report.download", Actors.Manager.Name),
            ],
            view.ReportUses.Select(use => (use.Operation, use.By)));
        Assert.Equal(desk.Clock.Now, view.ReportUses[^1].At);
    }

    [Fact]
    public async Task The_list_holds_approved_reports_alone()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.PreparedAsync();
        var number = await desk.ApprovedAsync();

        var list = (await desk.Get<ListReports>().HandleAsync(Actors.Manager, 50, CancellationToken.None)).Value;

        Assert.Equal(number, Assert.Single(list.Lines).Request);
        Assert.Equal(1, list.Count);
    }

    [Fact]
    public async Task Before_the_organisation_is_entered_no_report_is_issued()
    {
        await using var desk = await RequestDesk.OpenAsync(isSetUp: false);
        var number = await desk.RegisteredAsync();
        await desk.ConfirmAsync(number);

        Assert.IsType<NotSetUp>((await desk.PrepareAsync(number)).Refusal);
    }

    [Fact]
    public async Task The_kept_report_is_sealed()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.ApprovedAsync(await AddErmekovaAsync(desk));
        await desk.ApprovedAsync();

        Assert.Equal(
            0,
            TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM Reports WHERE instr(Content, CAST('%PDF' AS BLOB)) > 0"));
        Assert.Equal(2, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM Reports WHERE length(Content) > 5000 AND Pages >= 1"));
    }

    private static Task<SubjectId> AddErmekovaAsync(RequestDesk desk) =>
        desk.Stores.AddSubjectAsync(
            (FieldCode.LastName, "Ermekova"),
            (FieldCode.FirstName, "Aruzhan"),
            (FieldCode.Email, "a.ermekova@example.kz"),
            (FieldCode.BankCardNumber, Card),
            (FieldCode.PasswordSet, "2024-01-15T10:00:00+05:00"),
            (FieldCode.Website, "https://example.kz"));

    private static Task<Result<ReportFile>> DownloadAsync(RequestDesk desk, RequestNumber number, Actor actor) =>
        desk.Get<OpenReport>().DownloadAsync(actor, number, 1, CancellationToken.None);

    private static async Task<byte[]> PdfAsync(RequestDesk desk, RequestNumber number, int sequence = 1) =>
        (await desk.Get<OpenReport>().PreviewAsync(Actors.Dpo, number, sequence, CancellationToken.None)).Value.Pdf;
}
