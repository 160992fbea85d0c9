using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Duties;

public sealed class ScopeDutiesTests
{
    private static readonly Instant s_trigger = Instant.FromUtc(2026, 11, 16, 6, 0);

    /// <summary>Every kind that an event sets going.</summary>
    public static TheoryData<DutyKind> Kinds => [.. Enum.GetValues<DutyKind>().Where(kind => kind != DutyKind.DestroyBlocked)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_duty_runs_from_its_trigger_and_ends_on_time_or_late(DutyKind kind)
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var (punctual, tardy) = (await stores.AddSubjectAsync(), await stores.AddSubjectAsync());
        var expected = Duty.Start(DutyCatalogue.OfThePolicy[kind], s_trigger, WorkingCalendar.Kazakhstan);
        await StartAsync(stores, kind, punctual);
        await StartAsync(stores, kind, tardy);

        await EndAsync(stores, punctual, expected.Leading.DueBefore - Duration.FromTicks(1), kind);
        await EndAsync(stores, tardy, expected.Leading.DueBefore, kind);

        var rows = await RowsAsync(stores);
        Assert.All(rows, row => Assert.Equal((expected.Leading.DueDay, expected.Leading.TargetDay), (row.DueDay, row.TargetDay)));
        Assert.All(rows, row => Assert.Equal("2025-03", row.PolicyVersion));
        var readings = rows.ConvertAll(row => row.Read(WorkingCalendar.Kazakhstan, stores.Clock.Now).Reading);
        Assert.All(readings, reading => Assert.Equal(ClockState.Done, reading.State));
        Assert.Equal([false, true], readings.Select(reading => reading.IsLate));
    }

    [Fact]
    public async Task The_term_is_that_of_the_version_in_force_at_the_trigger_and_a_later_one_moves_nothing()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var subject = await stores.AddSubjectAsync();
        await StartAsync(stores, DutyKind.Disclose, subject);
        await PostAsync(stores, "2026-11", s_trigger + Duration.FromDays(1), DutyKind.Disclose, "10d", "9.1");

        await StartAsync(stores, DutyKind.Disclose, subject);
        await StartAsync(stores, DutyKind.Disclose, subject, s_trigger + Duration.FromDays(1));

        var rows = await RowsAsync(stores);
        Assert.Equal(["15d", "15d", "10d"], rows.Select(row => row.Term), StringComparer.Ordinal);
        Assert.Equal(["2025-03", "2025-03", "2026-11"], rows.Select(row => row.PolicyVersion), StringComparer.Ordinal);
        Assert.Equal(rows[0].DueDay, rows[0].ToDuty(WorkingCalendar.Kazakhstan).Leading.DueDay);
    }

    [Fact]
    public async Task Where_a_version_is_slower_than_the_law_both_clocks_run_and_the_law_leads()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        await PostAsync(stores, "2026-11", s_trigger - Duration.FromDays(1), DutyKind.Correct, "5wd", "9.3");
        await PostAsync(stores, "2026-12", s_trigger, DutyKind.AnswerWithdrawal, "10d", "4.5");

        await StartAsync(stores, DutyKind.Correct, await stores.AddSubjectAsync(), s_trigger - Duration.FromHours(1));
        await StartAsync(stores, DutyKind.AnswerWithdrawal, await stores.AddSubjectAsync());

        var rows = await RowsAsync(stores);
        var correct = rows[0].ToDuty(WorkingCalendar.Kazakhstan);
        Assert.True(correct.LawLeads);
        Assert.Equal((Term.WorkingDays(5), Term.WorkingDays(1)), (correct.Policy!.Term, correct.Law!.Term));
        Assert.Equal(correct.Law.DueDay, rows[0].DueDay);
        var withdrawal = rows[1].ToDuty(WorkingCalendar.Kazakhstan);
        Assert.False(withdrawal.LawLeads);
        Assert.Equal((Term.Days(10), Term.WorkingDays(15)), (withdrawal.Policy!.Term, withdrawal.Law!.Term));
        Assert.Equal(["4.5", "9.6"], withdrawal.Rule.Clauses);
    }

    [Fact]
    public async Task What_happens_twice_is_owed_once()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var subject = await stores.AddSubjectAsync();

        for (var i = 0; i < 2; i++)
        {
            await ChangeAsync(stores, async (scope, cancellation) =>
            {
                var once = await scope.StartDutyOnceAsync(DutyKind.DestroyAfterPurpose, s_trigger, subject, cancellation);
                var again = await scope.StartDutyOnceAsync(DutyKind.DestroyAfterPurpose, s_trigger, subject, cancellation);
                Assert.Equal((i == 0, false), (once.IsNew, again.IsNew));
            });
        }

        Assert.Single(await RowsAsync(stores));
    }

    [Fact]
    public async Task Only_the_kinds_named_end_and_what_ended_stays_as_it_was()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();
        var subject = await stores.AddSubjectAsync();
        await StartAsync(stores, DutyKind.AnswerWithdrawal, subject);
        await StartAsync(stores, DutyKind.DestroyAfterPurpose, subject);
        var ended = s_trigger + Duration.FromHours(1);

        await EndAsync(stores, subject, ended, DutyKind.AnswerWithdrawal);
        await EndAsync(stores, subject, ended + Duration.FromDays(1), DutyKind.AnswerWithdrawal);

        Assert.Equal([ended, null], (await RowsAsync(stores)).Select(row => row.EndedAt));
    }

    [Fact]
    public async Task A_new_store_carries_the_terms_of_its_policy_versions()
    {
        await using var stores = await (await TestStores.OpenAsync()).WithRegistersAsync();

        var book = (await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Duties;

        Assert.Equal(["2023-01", "2024-06", "2025-03"], book.Versions.Select(version => version.Version), StringComparer.Ordinal);
        Assert.All(book.Versions, version => Assert.Equal(Term.Months(6), version.Catalogue[DutyKind.DestroyBlocked].PolicyTerm));
        Assert.Null(book.At(Instant.FromUtc(2020, 1, 1, 0, 0)));
        Assert.Equal(Term.Days(15), book.CatalogueAt(Instant.FromUtc(2020, 1, 1, 0, 0))[DutyKind.Disclose].PolicyTerm);
    }

    private static Task StartAsync(TestStores stores, DutyKind kind, SubjectId subject, Instant? trigger = null) =>
        ChangeAsync(stores, (scope, cancellation) => scope.StartDutyAsync(kind, trigger ?? s_trigger, cancellation, subjectId: subject.Number));

    private static Task EndAsync(TestStores stores, SubjectId subject, Instant at, params DutyKind[] kinds) =>
        ChangeAsync(stores, (scope, cancellation) => scope.EndDutiesAsync(subject, kinds, at, cancellation));

    private static Task PostAsync(TestStores stores, string version, Instant posted, DutyKind kind, string term, string clause) =>
        ChangeAsync(stores, (scope, _) =>
        {
            scope.Db.PolicyVersions.Add(new PolicyVersionRow { Code = version, PostedAt = posted, Text = new("x", "x", "x") });
            scope.Db.DutyTerms.Add(new DutyTermRow { PolicyVersion = version, Kind = kind.Code(), Term = term, Clauses = clause });
            scope.ChangedRegisters();
            return Task.CompletedTask;
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

    private static async Task<List<DutyRow>> RowsAsync(TestStores stores)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        return await db.Duties.AsNoTracking().OrderBy(duty => duty.Id).ToListAsync();
    }
}
