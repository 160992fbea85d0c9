using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.Calendar;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Registers.Calendar;

public sealed class ChangeCalendarTests
{
    // Received on Friday 20 November 2026: fifteen days end on Saturday 5 December, so due on Monday the 7th.
    private static readonly LocalDate s_due = new(2026, 12, 7);

    [Fact]
    public async Task Before_it_is_saved_every_date_that_moves_is_shown_and_nothing_changes()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.Disclose);
        await StartAsync(stores, DutyKind.DestroyBlocked);

        var review = (await ReviewAsync(stores, await DraftAsync(stores, s_due))).Value;

        var move = Assert.Single(review.Moves);
        Assert.Equal((DutyKind.Disclose, s_due, s_due.PlusDays(1)), (move.Kind, move.OldDue, move.NewDue));
        Assert.Equal(move.OldTarget, move.NewTarget);
        Assert.Equal([2026], review.Years);
        Assert.Equal(2, review.Owed);
        Assert.Equal(s_due, (await RowsAsync(stores))[0].DueDay);
        await using var db = await DbAsync(stores);
        Assert.Empty(await db.CalendarYears.ToListAsync());
    }

    [Fact]
    public async Task A_duty_of_an_incident_moves_under_the_incidents_number()
    {
        await using var stores = await OpenAsync();
        await ChangeAsync(
            stores,
            async (scope, cancellation) =>
            {
                var incident = new IncidentRow
                {
                    Year = 2026, Serial = 7, DetectedAt = scope.Now, RegisteredAt = scope.Now, RegisteredBy = "Timur", IsBreach = true, Details = [1],
                };
                scope.Db.Incidents.Add(incident);
                await scope.Db.SaveChangesAsync(cancellation);
                await scope.StartDutyAsync(DutyKind.ReportBreach, scope.Now, cancellation, incidentId: incident.Id);
            });
        var due = (await RowsAsync(stores))[0].DueDay;

        var move = Assert.Single((await ReviewAsync(stores, await DraftAsync(stores, due))).Value.Moves);

        Assert.Equal("I-2026-000007", move.Name);
    }

    [Fact]
    public async Task Saved_the_dates_move_and_old_and_new_are_kept()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.Disclose);
        var draft = await DraftAsync(stores, s_due);

        var saved = await SaveAsync(stores, draft, (await ReviewAsync(stores, draft)).Value.Mark);

        Assert.True(saved.IsDone);
        var row = (await RowsAsync(stores))[0];
        Assert.Equal((s_due.PlusDays(1), AlmatyZone.EndOf(s_due.PlusDays(1))), (row.DueDay, row.DueBefore));
        await using var db = await DbAsync(stores);
        var move = await db.DutyMoves.SingleAsync();
        Assert.Equal((row.Id, s_due, s_due.PlusDays(1), 2026, "Timur"), (move.DutyId, move.OldDueDay, move.NewDueDay, move.Year, move.ActorName));
        var calendar = (await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Calendar;
        Assert.False(calendar.IsWorked(s_due));
        Assert.Equal(row.DueDay, row.ToDuty(calendar).Leading.DueDay);
    }

    [Fact]
    public async Task What_has_ended_stays_as_it_was_counted()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.Disclose, isEnded: true);
        var draft = await DraftAsync(stores, s_due);
        var review = (await ReviewAsync(stores, draft)).Value;

        Assert.Empty(review.Moves);
        Assert.True((await SaveAsync(stores, draft, review.Mark)).IsDone);
        Assert.Equal(s_due, (await RowsAsync(stores))[0].DueDay);
    }

    [Fact]
    public async Task Six_months_from_a_missed_day_follow_that_day_when_the_calendar_moves_it()
    {
        await using var stores = await OpenAsync();
        await StartAsync(stores, DutyKind.DestroyAfterPurpose);
        stores.Clock.Now = AlmatyZone.EndOf(s_due);
        await ChangeAsync(stores, async (scope, token) =>
            scope.StartDutyAfter(await scope.ReadDutyRulesAsync(token), await scope.Db.Duties.SingleAsync(token)));
        var draft = await DraftAsync(stores, s_due);

        var review = (await ReviewAsync(stores, draft)).Value;
        Assert.Equal(
            [(DutyKind.DestroyAfterPurpose, s_due, s_due.PlusDays(1)), (DutyKind.DestroyBlocked, new LocalDate(2027, 6, 7), new LocalDate(2027, 6, 8))],
            review.Moves.Select(move => (move.Kind, move.OldDue, move.NewDue)));
        Assert.True((await SaveAsync(stores, draft, review.Mark)).IsDone);

        var rows = await RowsAsync(stores);
        Assert.Equal(rows[0].DueDay, AlmatyZone.DayOf(rows[1].TriggerAt));
        var calendar = (await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Calendar;
        var counted = rows[1].ToDuty(calendar).Leading;
        Assert.Equal((counted.DueDay, counted.TargetDay, counted.DueBefore), (rows[1].DueDay, rows[1].TargetDay, rows[1].DueBefore));
        Assert.Empty((await ReviewAsync(stores, await DraftAsync(stores, s_due.PlusDays(30)))).Value.Moves);
    }

    [Fact]
    public async Task The_second_of_two_administrators_is_told_and_overwrites_nothing()
    {
        await using var stores = await OpenAsync();
        var (first, second) = (await DraftAsync(stores, s_due), await DraftAsync(stores, s_due.PlusDays(1)));
        var (one, two) = ((await ReviewAsync(stores, first)).Value, (await ReviewAsync(stores, second)).Value);

        Assert.True((await SaveAsync(stores, first, one.Mark)).IsDone);
        Assert.IsType<ChangedMeanwhile>((await SaveAsync(stores, second, two.Mark)).Refusal);
        Assert.IsType<ChangedMeanwhile>((await ReviewAsync(stores, second)).Refusal);

        var calendar = (await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Calendar;
        Assert.Equal((false, true), (calendar.IsWorked(s_due), calendar.IsWorked(s_due.PlusDays(1))));
    }

    [Fact]
    public async Task A_duty_that_arose_since_it_was_shown_is_not_moved_unseen()
    {
        await using var stores = await OpenAsync();
        var draft = await DraftAsync(stores, s_due);
        var shown = (await ReviewAsync(stores, draft)).Value;
        await StartAsync(stores, DutyKind.Disclose);

        Assert.IsType<ChangedMeanwhile>((await SaveAsync(stores, draft, shown.Mark)).Refusal);
        Assert.Equal(s_due, (await RowsAsync(stores))[0].DueDay);

        var again = (await ReviewAsync(stores, draft)).Value;
        Assert.Single(again.Moves);
        Assert.True((await SaveAsync(stores, draft, again.Mark)).IsDone);
    }

    [Fact]
    public async Task How_sure_a_date_is_changes_without_moving_it()
    {
        await using var stores = await OpenAsync();
        stores.Clock.Now = Instant.FromUtc(2027, 1, 20, 6, 0);
        await StartAsync(stores, DutyKind.Disclose);
        Assert.True((await RowsAsync(stores))[0].Provisional);
        var draft = await DraftAsync(stores);
        draft.Mark(2027, isProvisional: false);
        var review = (await ReviewAsync(stores, draft)).Value;

        Assert.Empty(review.Moves);
        Assert.True((await SaveAsync(stores, draft, review.Mark)).IsDone);
        Assert.False((await RowsAsync(stores))[0].Provisional);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_is_not_saved()
    {
        await using var stores = await OpenAsync();
        var draft = await DraftAsync(stores, s_due, s_due);

        var edit = new CalendarEdit(draft.Before, [draft.Of(2026)]);

        Assert.IsType<CalendarUnchanged>((await Handler(stores).ReviewAsync(Actors.Administrator, edit, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Only_an_administrator_may()
    {
        await using var stores = await OpenAsync();
        var draft = await DraftAsync(stores, s_due);
        var edit = new CalendarEdit(draft.Before, draft.Edited);
        var mark = (await ReviewAsync(stores, draft)).Value.Mark;

        foreach (var actor in Actors.Without(Right.ChangeSettings))
        {
            Assert.IsType<NotAllowed>((await Handler(stores).ReviewAsync(actor, edit, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await Handler(stores).SaveAsync(actor, edit, mark, CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public void A_file_comes_back_as_it_was_written_and_a_wrong_one_leaves_everything()
    {
        var draft = new CalendarDraft(WorkingCalendar.Kazakhstan);
        draft.Toggle(s_due);

        Assert.True(draft.Take(WorkingCalendarJson.Write(WorkingCalendar.Kazakhstan)).IsDone);
        Assert.Empty(draft.Edited);
        Assert.IsType<InvalidCalendar>(draft.Take("{}").Refusal);
        Assert.IsType<InvalidCalendar>(draft.Take(WorkingCalendarJson.Write(WorkingCalendar.Kazakhstan).Replace("2026-01-01", "2026-01-03", StringComparison.Ordinal)).Refusal);
        Assert.Empty(draft.Edited);
    }

    private static ChangeCalendar Handler(TestStores stores) => new(stores.Operation);

    private static async Task<TestStores> OpenAsync() => await (await TestStores.OpenAsync()).WithRegistersAsync();

    private static async Task<CalendarDraft> DraftAsync(TestStores stores, params LocalDate[] toggled)
    {
        var draft = new CalendarDraft((await stores.Services.GetRequiredService<RegisterReader>().GetAsync(CancellationToken.None)).Calendar);
        Array.ForEach(toggled, draft.Toggle);
        return draft;
    }

    private static Task<Result<CalendarReview>> ReviewAsync(TestStores stores, CalendarDraft draft) =>
        Handler(stores).ReviewAsync(Actors.Administrator, new CalendarEdit(draft.Before, draft.Edited), CancellationToken.None);

    private static Task<Result<CalendarReview>> SaveAsync(TestStores stores, CalendarDraft draft, string mark) =>
        Handler(stores).SaveAsync(Actors.Administrator, new CalendarEdit(draft.Before, draft.Edited), mark, CancellationToken.None);

    private static Task StartAsync(TestStores stores, DutyKind kind, bool isEnded = false) =>
        ChangeAsync(
            stores,
            async (scope, cancellation) =>
            {
                if (kind == DutyKind.DestroyBlocked)
                {
                    var missed = Duty.Start(DutyCatalogue.OfThePolicy[DutyKind.DestroyAfterPurpose], scope.Now, WorkingCalendar.Kazakhstan).ToRow(null, null);
                    missed.EndedAt = scope.Now;
                    scope.Db.Duties.Add(missed);
                    await scope.Db.SaveChangesAsync(cancellation);
                    scope.StartDutyAfter(await scope.ReadDutyRulesAsync(cancellation), missed);
                }
                else
                {
                    var row = await scope.StartDutyAsync(kind, scope.Now, cancellation);
                    row.EndedAt = isEnded ? scope.Now : null;
                }
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
}
