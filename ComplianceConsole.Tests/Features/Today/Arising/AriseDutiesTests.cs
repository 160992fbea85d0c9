using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Today.Arising;

public sealed class AriseDutiesTests
{
    private static readonly Actor s_job = Actor.Job("duties");

    [Fact]
    public async Task A_missed_destruction_is_followed_once_by_the_six_months_counted_from_the_missed_day()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync();
        var missed = await StartAsync(stores, DutyKind.DestroyAfterPurpose, subject);
        stores.Clock.Now = missed.DueBefore - Duration.FromSeconds(1);
        Assert.Equal(0, await AriseAsync(stores));

        stores.Clock.Now = missed.DueBefore;
        Assert.Equal(1, await AriseAsync(stores));
        Assert.Equal(0, await AriseAsync(stores));

        var rows = await RowsAsync(stores);
        Assert.Equal(2, rows.Count);
        var next = rows[1];
        Assert.Equal((DutyKind.DestroyBlocked.Code(), missed.Id, "9.8"), (next.Kind, next.AfterId!.Value, next.Clause));
        Assert.Equal(missed.DueDay, AlmatyZone.DayOf(next.TriggerAt));
        Assert.Equal(
            Deadline.ComputeFromDay(missed.DueDay, Term.Months(6), WorkingCalendar.Kazakhstan).DueDay,
            next.ToDuty(WorkingCalendar.Kazakhstan).Leading.DueDay);
        Assert.Null(rows[0].EndedAt);
    }

    [Theory]
    [InlineData(DutyKind.Disclose)]
    [InlineData(DutyKind.DestroyBlocked)]
    public async Task Nothing_follows_another_missed_duty(DutyKind kind)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync();
        if (kind == DutyKind.DestroyBlocked)
        {
            stores.Clock.Now = (await StartAsync(stores, DutyKind.DestroyOnEvidence, subject)).DueBefore;
            Assert.Equal(1, await AriseAsync(stores));
        }
        else
        {
            await StartAsync(stores, kind, subject);
        }

        stores.Clock.Advance(Duration.FromDays(400));

        Assert.Equal(0, await AriseAsync(stores));
    }

    [Fact]
    public async Task A_destruction_in_time_is_followed_by_nothing()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync();
        await StartAsync(stores, DutyKind.DestroyOnEvidence, subject);
        await ChangeAsync(stores, (scope, token) => scope.EndDutiesAsync(subject, [DutyKind.DestroyOnEvidence], scope.Now, token));

        stores.Clock.Advance(Duration.FromDays(30));

        Assert.Equal(0, await AriseAsync(stores));
    }

    [Fact]
    public async Task A_consent_whose_last_day_went_by_expires_and_sets_the_destruction_going()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync();
        var blocked = await stores.AddSubjectAsync();
        var lastDay = new LocalDate(2026, 11, 20);
        await ConsentAsync(stores, subject, ConsentEventKind.Given, lastDay);
        await ConsentAsync(stores, blocked, ConsentEventKind.Given, lastDay);
        TestStores.Sql(stores.Files.Records, $"UPDATE Subjects SET State = 1 WHERE Id = {blocked.Number}");
        Assert.Equal(0, await AriseAsync(stores));

        stores.Clock.Now = AlmatyZone.EndOf(lastDay);
        Assert.Equal(2, await AriseAsync(stores));
        Assert.Equal(0, await AriseAsync(stores));

        await using var db = await DbAsync(stores);
        Assert.Equal([ConsentState.Expired, ConsentState.Expired], await db.Subjects.Select(row => row.ConsentState).ToListAsync());
        var expired = await db.ConsentEvents.SingleAsync(row => row.SubjectId == subject.Number && row.Kind == ConsentEventKind.Expired);
        Assert.Equal(lastDay, AlmatyZone.DayOf(expired.At));
        var duty = await db.Duties.SingleAsync(row => row.SubjectId == subject.Number);
        Assert.Equal((DutyKind.DestroyAfterPurpose.Code(), "9.7", new LocalDate(2026, 12, 7)), (duty.Kind, duty.Clause, duty.DueDay));
    }

    [Theory]
    [InlineData(ConsentEventKind.Extended)]
    [InlineData(ConsentEventKind.Withdrawn)]
    public async Task A_consent_that_was_extended_or_withdrawn_does_not_expire(ConsentEventKind kind)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync();
        await ConsentAsync(stores, subject, ConsentEventKind.Given, new LocalDate(2026, 11, 20));
        await ConsentAsync(stores, subject, kind, until: null);

        stores.Clock.Advance(Duration.FromDays(30));

        Assert.Equal(0, await AriseAsync(stores));
    }

    [Fact]
    public async Task What_is_owed_at_once_and_aims_at_its_legal_term_aims_at_its_trigger_and_its_due_day_stays()
    {
        await using var stores = await OpenAsync();
        var owed = await StartAsync(stores, DutyKind.AnswerWithdrawal, await stores.AddSubjectAsync());
        Assert.Equal(0, await AriseAsync(stores));
        await ChangeAsync(stores, async (scope, token) =>
            (await scope.Db.Duties.SingleAsync(row => row.Id == owed.Id, token)).TargetDay = owed.DueDay);

        Assert.Equal(1, await AriseAsync(stores));
        Assert.Equal(0, await AriseAsync(stores));

        var row = (await RowsAsync(stores)).Single();
        Assert.Equal((AlmatyZone.DayOf(owed.TriggerAt), owed.DueDay), (row.TargetDay, row.DueDay));
    }

    [Fact]
    public async Task It_is_in_the_ledger_only_where_it_did_something()
    {
        await using var stores = await OpenAsync();
        var missed = await StartAsync(stores, DutyKind.DestroyAfterPurpose, await stores.AddSubjectAsync());
        stores.Clock.Now = missed.DueBefore;
        var before = await EntriesAsync(stores);

        await AriseAsync(stores);
        Assert.Equal(before + 1, await EntriesAsync(stores));
        await AriseAsync(stores);
        Assert.Equal(before + 1, await EntriesAsync(stores));
    }

    [Fact]
    public async Task No_person_may_do_it()
    {
        await using var stores = await OpenAsync();

        foreach (var actor in Actors.All)
        {
            Assert.IsType<NotAllowed>((await stores.Services.GetRequiredService<AriseDuties>().HandleAsync(actor, CancellationToken.None)).Refusal);
        }
    }

    private static async Task<TestStores> OpenAsync() =>
        await (await TestStores.OpenAsync(more: services => services
            .AddSingleton<IDutySource, ComplianceConsole.Features.Consents.ExpiredConsents>()
            .AddSingleton<IDutySource, MissedDestructions>()
            .AddSingleton<IDutySource, AtOnceTargets>()
            .AddSingleton<AriseDuties>())).WithRegistersAsync();

    private static async Task<int> AriseAsync(TestStores stores) =>
        (await stores.Services.GetRequiredService<AriseDuties>().HandleAsync(s_job, CancellationToken.None)).Value;

    private static async Task<DutyRow> StartAsync(TestStores stores, DutyKind kind, SubjectId subject)
    {
        await ChangeAsync(stores, (scope, token) => scope.StartDutyAsync(kind, scope.Now, token, subjectId: subject.Number));
        return (await RowsAsync(stores))[^1];
    }

    private static Task ConsentAsync(TestStores stores, SubjectId subject, ConsentEventKind kind, LocalDate? until) =>
        ChangeAsync(stores, async (scope, token) =>
        {
            var record = (await scope.OpenAsync(subject, new Use(ProcessingAction.Recording, Uses.Law, "4.4", Right.Maintain), token)).Value;
            var sequence = record.Row.NextSequence++;
            scope.Db.ConsentEvents.Add(
                new ConsentEventRow
                {
                    SubjectId = subject.Number,
                    Sequence = sequence,
                    At = scope.Now,
                    Kind = kind,
                    PolicyVersion = "2025-03",
                    Purposes = "3.2.1",
                    Until = until,
                    Proof = record.Seal<ConsentEventRow, string>(sequence, nameof(ConsentEventRow.Proof), "registration"),
                });
        });

    private static async Task ChangeAsync(TestStores stores, Func<OperationScope, CancellationToken, Task> change)
    {
        var result = await stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.duty",
            async (scope, cancellation) =>
            {
                await change(scope, cancellation);
                scope.Record(ProcessingAction.Administration, "9");
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(result.IsDone);
    }

    private static async Task<RecordsContext> DbAsync(TestStores stores) =>
        await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();

    private static async Task<List<DutyRow>> RowsAsync(TestStores stores)
    {
        await using var db = await DbAsync(stores);
        return await db.Duties.AsNoTracking().OrderBy(duty => duty.Id).ToListAsync();
    }

    private static async Task<int> EntriesAsync(TestStores stores)
    {
        await using var db = await DbAsync(stores);
        return await db.LedgerEntries.CountAsync();
    }
}
