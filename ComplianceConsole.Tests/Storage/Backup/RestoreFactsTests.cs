using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Features.Destruction.Statistics;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Destruction.Depersonalisation;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Sweep = ComplianceConsole.Storage.Operations.Sweep;
using Tombstone = ComplianceConsole.Features.Destruction.Tombstone;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>What law and proof rest on survives the restoration of a backup that is older than it.</summary>
public sealed class RestoreFactsTests
{
    private static readonly CopyForm s_paper = new() { Kind = CopyKind.PaperFile, What = "Folder 12-Q", Place = "Archive, shelf 3", Keeper = "Registry" };

    [Theory]
    [InlineData("b0")]
    [InlineData("b1")]
    public async Task A_depersonalisation_stays_one_with_its_figures_and_its_act(string generation)
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        var subjects = await desk.AddGroupAsync(10);
        await desk.Stores.TakeAsync(copies.Backup("b1"));
        Assert.Equal(10, (await desk.DepersonaliseAsync(subjects)).Value.Finished);
        var before = await WhatIsLeftAsync(desk, subjects);
        await desk.Stores.LoseRecordsAsync();

        var restored = (await copies.RestoreAsync(copies.Backup(generation), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal((0, 0), (restored.NumbersAtRisk, restored.Waiting));
        Assert.DoesNotContain("subject.depersonalise", restored.ToRepeat.Keys, StringComparer.Ordinal);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.Equal(before, await WhatIsLeftAsync(again, subjects));
        Assert.All(subjects, subject => Assert.Equal(SubjectState.Depersonalised, again.Stores.State(subject)));
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task An_act_says_the_same_before_and_after_with_number_entry_root_term_copies_and_request()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        var early = await desk.AddAsync();
        await desk.Stores.TakeAsync(copies.Backup("b1"));
        await desk.OweAsync(early);
        Assert.Equal(1, (await desk.Get<KeepCopies>().NoteAsync(Actors.Staff, early, s_paper, CancellationToken.None)).Value);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(early))).IsDone);
        Assert.True((await desk.Get<KeepCopies>().TickOffAsync(Actors.Staff, early, 1, CopyDisposal.Shredded, CancellationToken.None)).IsDone);
        await desk.Stores.TakeAsync(copies.Backup("b2"));
        var late = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        var request = await desk.GrantedAsync(late);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(late, "9.4") with { Request = request })).IsDone);
        SubjectId[] subjects = [early, late];
        var before = await WhatIsLeftAsync(desk, subjects);
        await desk.Stores.LoseRecordsAsync();

        foreach (var generation in new[] { "b1", "b0", "b2" })
        {
            var restored = (await copies.RestoreAsync(copies.Backup(generation), copies.One, more: RestoreDesk.Requests)).Value;

            Assert.Equal(0, restored.NumbersAtRisk);
            var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
            Assert.Equal(before, await WhatIsLeftAsync(again, subjects));
            await AssertHoldsAsync(again);
            var next = await again.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
            Assert.True(next.Number > late.Number);
            await again.Stores.EndAsync();
        }
    }

    [Fact]
    public async Task Who_was_blocked_after_the_backup_is_blocked_again_with_the_reason_and_who_was_released_is_released()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var (blocked, released, both) = (await desk.AddAsync(), await desk.Stores.AddSubjectAsync(), await desk.Stores.AddSubjectAsync());
        await BlockAsync(desk, released);
        await BlockAsync(desk, both);
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        await BlockAsync(desk, blocked);
        Assert.True((await desk.Get<GiveBlockReason>().HandleAsync(Actors.Dpo, blocked, "Case 7-1234", CancellationToken.None)).IsDone);
        foreach (var subject in new[] { released, both })
        {
            Assert.True((await desk.Get<UnblockSubject>().HandleAsync(Actors.Dpo, subject, "Not confirmed", CancellationToken.None)).IsDone);
        }

        await BlockAsync(desk, both);
        var events = await EventsAsync(desk);
        await desk.Stores.LoseRecordsAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal([blocked], restored.Blocked);
        Assert.Equal([released], restored.Released);
        Assert.Empty(restored.ToRepeat);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.Equal(events, await EventsAsync(again));
        Assert.Equal(
            (SubjectState.Blocked, SubjectState.Active, SubjectState.Blocked),
            (again.Stores.State(blocked), again.Stores.State(released), again.Stores.State(both)));
        Assert.IsType<RecordBlocked>((await again.Stores.ReadAsync(Actors.Staff, blocked)).Refusal);
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task Without_any_facts_the_ledger_alone_still_sets_the_blocks()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var (blocked, released) = (await desk.AddAsync(), await desk.Stores.AddSubjectAsync());
        await BlockAsync(desk, released);
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        await BlockAsync(desk, blocked);
        Assert.True((await desk.Get<UnblockSubject>().HandleAsync(Actors.Dpo, released, "Not confirmed", CancellationToken.None)).IsDone);
        await desk.Stores.LoseRecordsAsync();
        File.Delete(new TailFolder(copies.One).Facts);

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal([blocked], restored.Blocked);
        Assert.Equal([released], restored.Released);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.Equal((SubjectState.Blocked, SubjectState.Active), (again.Stores.State(blocked), again.Stores.State(released)));
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task Reasons_to_keep_the_data_and_incidents_stand_as_they_were_last()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var (kept, lifted) = (await desk.AddAsync(), await desk.Stores.AddSubjectAsync());
        await HoldAsync(desk, lifted, "Contract 5");
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        await HoldAsync(desk, kept, "Case 7-1234");
        Assert.True((await desk.Get<KeepHolds>().LiftAsync(Actors.Dpo, lifted, 1, CancellationToken.None)).IsDone);
        await RegisterIncidentAsync(desk);
        await desk.Stores.LoseRecordsAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal([kept, lifted], restored.Held);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        var plan = (await again.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, kept, CancellationToken.None)).Value;
        Assert.Equal("Case 7-1234", Assert.Single(plan.Holds).Basis);
        Assert.Equal([lifted.Number], await again.ReadAsync(db => db.LegalHolds.Where(hold => hold.LiftedAt != null).Select(hold => hold.SubjectId).ToListAsync()));
        Assert.Equal(2, await RegisterIncidentAsync(again));
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task A_destruction_that_waited_for_a_copy_goes_on_and_not_on_a_record_in_use()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var subject = await desk.AddAsync();
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        Assert.True((await desk.Stores.DecideAsync(subject)).IsDone);
        await desk.Stores.LoseRecordsAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal([subject], restored.UnderWay);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.Equal(SubjectState.ReleasedForDestruction, again.Stores.State(subject));
        await again.Get<Sweep>().RunAsync(CancellationToken.None);
        Assert.Equal(SubjectState.Destroyed, again.Stores.State(subject));
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task A_request_whose_key_went_after_the_backup_appears_as_destroyed_and_takes_no_step()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var subject = await desk.AddAsync();
        var number = await desk.ApprovedAsync(subject);
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        await desk.HandOverAsync(number);
        await desk.OweAsync(subject);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
        await desk.Get<Sweep>().RunAsync(CancellationToken.None);
        Assert.True((await desk.ReadAsync(number)).Course.IsForgotten);
        await desk.Stores.LoseRecordsAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal(1, restored.RequestsClosed);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        var view = await again.ReadAsync(number);
        Assert.True(view.Course.IsForgotten);
        Assert.Null(view.People);
        Assert.All(view.Steps, step => Assert.Null(step.Note));
        Assert.IsType<StepNotOpen>((await again.MendAsync(number)).Refusal);
        Assert.False((await again.HandOverAsync(number)).IsDone);
        Assert.False((await again.RefuseAsync(number)).IsDone);
        Assert.Equal(0, await again.ReadAsync(db => db.Duties.CountAsync(duty => duty.RequestId != null && duty.EndedAt == null)));
        await again.Get<Sweep>().RunAsync(CancellationToken.None);
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task A_byte_that_was_changed_in_a_copy_is_named_and_not_followed()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var subject = await desk.AddAsync();
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        await BlockAsync(desk, subject);
        await HoldAsync(desk, subject, "Case 7-1234");
        await desk.Stores.LoseRecordsAsync();
        var facts = new TailFolder(copies.One).Facts;
        TestStores.Sql(facts, "UPDATE Facts SET Row = CAST(substr(Row, 1, length(Row) - 1) || x'07' AS BLOB) WHERE Name = 'LegalHolds'");
        TestStores.Sql(facts, "UPDATE Facts SET Key = '1/99' WHERE Name = 'BlockEvents'");

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal(2, restored.FactsRefused[facts]);
        Assert.Empty(restored.Held);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.Equal(SubjectState.Blocked, again.Stores.State(subject));
        Assert.Equal(0, await again.ReadAsync(db => db.LegalHolds.CountAsync()));
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task Where_no_copy_is_configured_the_records_that_are_replaced_tell_the_same()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true);
        var subject = await desk.AddAsync();
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        await BlockAsync(desk, subject);
        Assert.True((await desk.Get<GiveBlockReason>().HandleAsync(Actors.Dpo, subject, "Case 7-1234", CancellationToken.None)).IsDone);
        var events = await EventsAsync(desk);
        await desk.Stores.EndAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), more: RestoreDesk.Requests)).Value;

        Assert.Equal([subject], restored.Blocked);
        await using var again = await copies.OpenDeskAsync(isSetUp: false);
        Assert.Equal(events, await EventsAsync(again));
        await AssertHoldsAsync(again);
    }

    [Fact]
    public async Task What_a_copy_knows_beyond_a_loss_that_was_accepted_is_followed()
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var subject = await desk.AddAsync();
        await desk.Stores.TakeAsync(copies.Backup("b0"));
        await BlockAsync(desk, subject);
        await desk.Stores.LoseRecordsAsync();
        foreach (var segment in new TailFolder(copies.One).Segments)
        {
            File.Delete(segment);
        }

        Assert.IsType<LedgerStaysBehind>((await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Refusal);
        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, acceptsLoss: true, more: RestoreDesk.Requests)).Value;

        Assert.Equal([subject], restored.Blocked);
        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.Equal(SubjectState.Blocked, again.Stores.State(subject));
        await AssertHoldsAsync(again);
    }

    private static async Task<IReadOnlyList<string>> WhatIsLeftAsync(RequestDesk desk, IReadOnlyList<SubjectId> subjects)
    {
        var told = new List<string>();
        foreach (var subject in subjects)
        {
            var act = (await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Dpo, subject, "en", CancellationToken.None)).Value;
            told.Add(act.Name + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(act.Content)));
            told.Add(Told((await desk.Get<ReadTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value));
        }

        var figures = (await desk.Get<ReadStatistics>().HandleAsync(Actors.Manager, CancellationToken.None)).Value;
        told.Add(string.Join("; ", figures.Combinations.Select(one => one.ToString())) + (figures.Total, figures.Whole, figures.Suppressed));
        told.AddRange((await desk.RemaindersAsync()).ConvertAll(row => row.Handle).Order(StringComparer.Ordinal));
        return told;
    }

    private static string Told(Tombstone one) =>
        $"{one.Subject} {one.Clause} {one.DecidedAt} {one.DecidedBy} {one.DestroyedAt} {one.Request} {one.DueDay} {one.IsOnTime} {one.Act} {one.Entry} {one.Remains} "
        + string.Join(",", one.Confirmed);

    private static Task<List<string>> EventsAsync(RequestDesk desk) =>
        desk.ReadAsync(async db => (await db.BlockEvents.AsNoTracking().OrderBy(row => row.SubjectId).ThenBy(row => row.Sequence).ToListAsync())
            .ConvertAll(row => $"{row.SubjectId}/{row.Sequence} {row.At} {row.Kind} {row.ActorId} {row.ActorName} {Convert.ToHexString(row.Reason ?? [])}"));

    private static async Task BlockAsync(RequestDesk desk, SubjectId subject) =>
        Assert.True((await desk.Get<BlockSubject>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).IsDone);

    private static async Task HoldAsync(RequestDesk desk, SubjectId subject, string basis) =>
        Assert.True((await desk.Get<KeepHolds>().SetAsync(
            Actors.Dpo, subject, new HoldForm { Kind = HoldKind.Proceedings, Basis = basis }, CancellationToken.None)).IsDone);

    private static async Task<int> RegisterIncidentAsync(RequestDesk desk)
    {
        var form = new IncidentForm
        {
            DetectedAt = desk.Clock.Now, What = "A laptop was stolen", Concerned = "Ten people", Measures = "Locked", IsBreach = false,
        };
        return (await desk.Get<RegisterIncident>().HandleAsync(Actors.Dpo, form, CancellationToken.None)).Value.Serial;
    }

    private static async Task AssertHoldsAsync(RequestDesk desk)
    {
        var found = await desk.Stores.VerifyAsync();
        Assert.True(found.Holds, found.Line);
    }
}
