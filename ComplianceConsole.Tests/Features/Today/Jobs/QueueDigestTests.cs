using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Today.Jobs;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Today.Jobs;

public sealed class QueueDigestTests
{
    private static readonly Actor s_job = Actor.Job("digest");

    [Theory]
    [InlineData("en", "Overdue, clause 9.1: 1\nTo be done today, law, article 25: 1\nTo be done within three working days, clause 9.6: 2")]
    [InlineData("ru", "Просрочено, пункт 9.1: 1\nСделать сегодня, закон, статья 25: 1\nСделать в течение трёх рабочих дней, пункт 9.6: 2")]
    [InlineData("kk", "Мерзімі өтті, 9.1-тармақ: 1\nБүгін жасау керек, заң, 25-бап: 1\nҮш жұмыс күні ішінде жасау керек, 9.6-тармақ: 2")]
    public async Task It_tells_in_numbers_and_clauses_what_is_overdue_due_today_and_due_within_three_working_days(string language, string lines)
    {
        await using var stores = await OpenAsync();
        var now = stores.Clock.Now;
        await StartAsync(stores, DutyKind.Disclose, now - Duration.FromDays(40));
        await StartAsync(stores, DutyKind.BlockOnComplaint, now - Duration.FromDays(1));
        await StartAsync(stores, DutyKind.StopUnlawfulProcessing, now);
        await StartAsync(stores, DutyKind.StopUnlawfulProcessing, now);
        await StartAsync(stores, DutyKind.Disclose, now);

        Assert.True((await LayAsync(stores, language: language)).IsDone);

        var (row, content) = (await NoticesAsync(stores))[0];
        Assert.Equal((NoticeTemplates.Digest, language), (row.Template, row.Language));
        Assert.Equal(lines, content.Values[NoticeValues.Lines]);
        Assert.Equal(("1", "1", "2"), (content.Values[NoticeValues.Overdue], content.Values[NoticeValues.DueToday], content.Values[NoticeValues.DueSoon]));
        var appointment = (await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Appointment!;
        Assert.Equal(appointment.Email, content.To.Email);
    }

    [Fact]
    public async Task What_is_owed_at_once_is_told_at_once()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.AnswerWithdrawal, stores.Clock.Now);

        Assert.True((await LayAsync(stores, isReminder: true, language: "en")).IsDone);

        Assert.Equal("To be done today, clause 4.5: 1", (await NoticesAsync(stores))[0].Content.Values[NoticeValues.Lines]);
    }

    [Fact]
    public async Task It_is_laid_once_for_a_slot()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.Disclose, stores.Clock.Now - Duration.FromDays(40));
        var slot = stores.Clock.Now;
        stores.Clock.Advance(Duration.FromMinutes(2));

        Assert.True((await LayAsync(stores, slot)).IsDone);
        Assert.IsType<NothingToDo>((await LayAsync(stores, slot)).Refusal);
        Assert.True((await LayAsync(stores, stores.Clock.Now + Duration.FromTicks(1))).IsDone);
        Assert.Equal(2, (await NoticesAsync(stores)).Count);
    }

    [Fact]
    public async Task Where_nothing_is_due_nobody_is_written_to()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.Disclose, stores.Clock.Now);

        Assert.IsType<NothingToDo>((await LayAsync(stores)).Refusal);
        Assert.Empty(await NoticesAsync(stores));
    }

    [Fact]
    public async Task The_reminder_goes_only_where_something_to_be_done_today_is_still_owed()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.Disclose, stores.Clock.Now - Duration.FromDays(40));
        Assert.IsType<NothingToDo>((await LayAsync(stores, isReminder: true)).Refusal);

        await StartAsync(stores, DutyKind.ReportBreach, stores.Clock.Now - Duration.FromDays(1));
        Assert.True((await LayAsync(stores, isReminder: true)).IsDone);
    }

    [Fact]
    public async Task Without_an_organisation_there_is_nobody_to_write_to()
    {
        await using var stores = await TestStores.OpenAsync();
        await StartAsync(stores, DutyKind.Disclose, stores.Clock.Now - Duration.FromDays(40));

        Assert.IsType<NothingToDo>((await LayAsync(stores)).Refusal);
    }

    [Fact]
    public async Task No_person_may_lay_it()
    {
        await using var stores = await OpenAsync();

        foreach (var actor in Actors.All)
        {
            Assert.IsType<NotAllowed>((await LayAsync(stores, actor: actor)).Refusal);
        }
    }

    private static async Task<TestStores> OpenAsync() => await (await TestStores.OpenAsync()).WithRegistersAsync();

    private static Task<Result<Done>> LayAsync(
        TestStores stores, Instant? slot = null, string language = "ru", bool isReminder = false, Actor? actor = null) =>
        new QueueDigest(stores.Operation, stores.Services.GetRequiredService<RegisterReader>(), new JobsSettings { Language = language })
            .HandleAsync(actor ?? s_job, slot ?? stores.Clock.Now, isReminder, CancellationToken.None);

    private static async Task StartAsync(TestStores stores, DutyKind kind, Instant trigger) =>
        Assert.True((await stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.duty",
            async (scope, cancellation) =>
            {
                await scope.StartDutyAsync(kind, trigger, cancellation);
                scope.Record(ProcessingAction.Administration, "9");
                return default(Done);
            },
            CancellationToken.None)).IsDone);

    private static async Task<List<(NoticeRow Row, NoticeContent Content)>> NoticesAsync(TestStores stores) =>
        (await stores.Operation.ReadAsync<List<(NoticeRow Row, NoticeContent Content)>>(
            s_job,
            Right.Maintain,
            "test.notices",
            async (scope, cancellation) =>
            {
                scope.Record(ProcessingAction.Administration, "9");
                var rows = await scope.Db.Notices.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation);
                return rows.ConvertAll(row => (row, scope.OpenNotice(row.Id).Open(row.Content!)));
            },
            CancellationToken.None)).Value;
}
