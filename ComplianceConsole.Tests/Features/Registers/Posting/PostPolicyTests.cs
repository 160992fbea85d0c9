using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.Posting;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Registers.Posting;

public sealed class PostPolicyTests
{
    [Fact]
    public async Task A_new_version_carries_its_terms_and_moves_no_clock_that_runs()
    {
        await using var stores = await OpenAsync();
        var before = await OweAsync(stores, DutyKind.Disclose);
        var withdrawn = await OweAsync(stores, DutyKind.AnswerWithdrawal);
        var form = await FormAsync(stores);
        Of(form, DutyKind.Disclose).Count = "5";
        Of(form, DutyKind.Disclose).Unit = TermUnit.WorkingDays;
        Of(form, DutyKind.Disclose).Clauses = "9.1, 9.2";
        Of(form, DutyKind.AnswerWithdrawal).Count = "3";

        Assert.True((await PostAsync(stores, form)).IsDone);

        var after = await OweAsync(stores, DutyKind.Disclose);
        var rows = await RowsAsync(stores);
        Assert.Equal((before.DueDay, before.TargetDay, "15d", "2025-03"), (rows[0].DueDay, rows[0].TargetDay, rows[0].Term, rows[0].PolicyVersion));
        Assert.Equal((withdrawn.DueDay, withdrawn.TargetDay, "2025-03"), (rows[1].DueDay, rows[1].TargetDay, rows[1].PolicyVersion));
        Assert.Equal(("5wd", "2026-11"), (after.Term, after.PolicyVersion));
        var calendar = (await RegistersAsync(stores)).Calendar;
        Assert.True(rows[1].ToDuty(calendar).Rule.IsAtOnce);
        Assert.Equal(before.DueDay, rows[0].ToDuty(calendar).Leading.DueDay);
        Assert.Empty(await (await DbAsync(stores)).DutyMoves.ToListAsync());

        var version = (await RegistersAsync(stores)).Duties.Versions[^1];
        Assert.Equal(("2026-11", Term.WorkingDays(5)), (version.Version, version.Catalogue[DutyKind.Disclose].PolicyTerm));
        Assert.Equal(["9.1", "9.2"], version.Catalogue[DutyKind.Disclose].Clauses);
        Assert.Equal((Term.WorkingDays(3), false), (version.Catalogue[DutyKind.AnswerWithdrawal].PolicyTerm, version.Catalogue[DutyKind.AnswerWithdrawal].IsAtOnce));
        Assert.Equal(Term.Months(6), version.Catalogue[DutyKind.DestroyBlocked].PolicyTerm);
    }

    [Fact]
    public async Task What_is_owed_at_once_stays_so_where_no_number_is_given()
    {
        await using var stores = await OpenAsync();
        var form = await FormAsync(stores);
        Of(form, DutyKind.AnswerWithdrawal).Clauses = "9.6";

        Assert.True((await PostAsync(stores, form)).IsDone);

        var rule = (await RegistersAsync(stores)).Duties.Versions[^1].Catalogue[DutyKind.AnswerWithdrawal];
        Assert.Equal((true, null), (rule.IsAtOnce, rule.PolicyTerm));
        Assert.Equal(["9.6"], rule.Clauses);
        Assert.Equal("9.6", (await OweAsync(stores, DutyKind.AnswerWithdrawal)).Clause);
    }

    [Fact]
    public async Task A_version_announced_for_later_governs_nothing_until_its_day()
    {
        await using var stores = await OpenAsync();
        var form = await FormAsync(stores);
        form.Posted = "2026-12-01";
        Of(form, DutyKind.Disclose).Count = "5";
        Assert.True((await PostAsync(stores, form)).IsDone);

        Assert.Equal(("15d", "2025-03"), await TermAsync(stores));
        stores.Clock.Now = AlmatyZone.StartOf(new LocalDate(2026, 12, 1));
        Assert.Equal(("5d", "2026-11"), await TermAsync(stores));
    }

    [Fact]
    public async Task What_cannot_be_is_named_at_its_input_and_nothing_is_kept()
    {
        await using var stores = await OpenAsync();
        var form = await FormAsync(stores);
        (form.Code, form.Posted, form.TextKk) = ("2025-03", "2025-03-01", "1. Бір.");
        Of(form, DutyKind.Disclose).Count = "";
        Of(form, DutyKind.Correct).Count = "one";
        Of(form, DutyKind.StopUnlawfulProcessing).Count = "99999999";
        Of(form, DutyKind.DestroyAfterPurpose).Clauses = "12.7";
        Of(form, DutyKind.DestroyBlocked).Clauses = " , ";

        var problems = Assert.IsType<InvalidInputs>((await PostAsync(stores, form)).Refusal).Problems;

        Assert.Equal(
            [
                ("PolicyCode", "VersionTaken"), ("PolicyPosted", "TooEarly"), ("PolicyTextKk", "Clauses"), ("TermCount-9.1", "Required"), ("TermCount-9.3", "Number"),
                ("TermCount-9.6", "TooLarge"), ("TermClauses-9.7", "NoSuchClause"), ("TermClauses-9.8", "Required"),
            ],
            problems.Select(problem => (problem.FieldName, problem.Problem)));
        Assert.Equal(3, (await RegistersAsync(stores)).PolicyVersions.Count);
    }

    [Theory]
    [InlineData("2028-01-01", "TooFarAhead")]
    [InlineData("26 March", "Date")]
    [InlineData("", "Required")]
    public async Task A_day_of_posting_is_a_day_within_reach(string posted, string problem)
    {
        await using var stores = await OpenAsync();
        var form = await FormAsync(stores);
        form.Posted = posted;

        Assert.Equal([new("PolicyPosted", problem)], Assert.IsType<InvalidInputs>((await PostAsync(stores, form)).Refusal).Problems.Select(one => one with { Limit = null }));
    }

    [Fact]
    public async Task A_duty_left_out_or_named_twice_is_refused()
    {
        await using var stores = await OpenAsync();
        var command = (await FormAsync(stores)).ToCommand();

        foreach (var terms in (IReadOnlyList<TermInput>[])[[.. command.Terms.Skip(1)], [.. command.Terms, command.Terms[0]], [.. command.Terms, command.Terms[0] with { Kind = "report-breach" }]])
        {
            var refusal = (await Handler(stores).HandleAsync(Actors.Administrator, command with { Terms = terms }, CancellationToken.None)).Refusal;
            Assert.Equal([new InvalidInput("Terms", "Unknown")], Assert.IsType<InvalidInputs>(refusal).Problems);
        }
    }

    [Fact]
    public async Task Only_an_administrator_may_and_only_after_the_set_up()
    {
        await using var stores = await OpenAsync();
        var command = (await FormAsync(stores)).ToCommand();
        foreach (var actor in Actors.Without(Right.ChangeSettings))
        {
            Assert.IsType<NotAllowed>((await Handler(stores).HandleAsync(actor, command, CancellationToken.None)).Refusal);
        }

        await using var empty = await TestStores.OpenAsync();
        Assert.IsType<NotSetUp>((await Handler(empty).HandleAsync(Actors.Administrator, command, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task It_stands_in_the_ledger_once()
    {
        await using var stores = await OpenAsync();
        var before = TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries");

        Assert.True((await PostAsync(stores, await FormAsync(stores))).IsDone);

        Assert.Equal(before + 1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    private static PostPolicy Handler(TestStores stores) => new(stores.Operation);

    private static Task<Result<Done>> PostAsync(TestStores stores, PostPolicyForm form) =>
        Handler(stores).HandleAsync(Actors.Administrator, form.ToCommand(), CancellationToken.None);

    private static TermForm Of(PostPolicyForm form, DutyKind kind) => form.Terms.Single(term => term.Rule.Kind == kind);

    private static async Task<PostPolicyForm> FormAsync(TestStores stores)
    {
        var reader = stores.Services.GetRequiredService<RegisterReader>();
        var text = (await new ReadPolicyVersion(new ReadRegisters(stores.Operation, reader), reader).RunAsync(Actors.Administrator, "2025-03", CancellationToken.None)).Value.Text;
        return new PostPolicyForm(text, (await reader.GetAsync(CancellationToken.None)).Duties.Versions[^1].Catalogue) { Code = "2026-11", Posted = "2026-11-20" };
    }

    private static async Task<(string Term, string? Version)> TermAsync(TestStores stores)
    {
        var row = await OweAsync(stores, DutyKind.Disclose);
        return (row.Term, row.PolicyVersion);
    }

    private static async Task<DutyRow> OweAsync(TestStores stores, DutyKind kind) =>
        (await stores.Operation.ChangeAsync<DutyRow>(
            Actor.Job("test"),
            Right.Maintain,
            "test.duty",
            async (scope, cancellation) =>
            {
                scope.Record(ProcessingAction.Administration, "9");
                return await scope.StartDutyAsync(kind, scope.Now, cancellation);
            },
            CancellationToken.None)).Value;

    private static Task<RegisterSnapshot> RegistersAsync(TestStores stores) =>
        stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None);

    private static async Task<TestStores> OpenAsync() => await (await TestStores.OpenAsync()).WithRegistersAsync();

    private static async Task<RecordsContext> DbAsync(TestStores stores) =>
        await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();

    private static async Task<List<DutyRow>> RowsAsync(TestStores stores)
    {
        await using var db = await DbAsync(stores);
        return await db.Duties.AsNoTracking().OrderBy(duty => duty.Id).ToListAsync();
    }
}
