using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Today.Arising;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Destruction;

public sealed class DestroySubjectTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(20, false)]
    public async Task After_the_purpose_the_data_goes_the_duty_ends_and_the_person_is_told(int days, bool onTime)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        desk.Clock.Advance(Duration.FromDays(days));

        var made = (await desk.DestroyAsync(DestructionDesk.Command(subject))).Value;

        Assert.Equal((desk.Clock.Now, 1), (made.DestroyedAt, made.Letters));
        Assert.Equal(SubjectState.Destroyed, desk.Stores.State(subject));
        var duty = await desk.DutyAsync(DutyKind.DestroyAfterPurpose);
        Assert.Equal(desk.Clock.Now, duty.EndedAt);
        Assert.Equal(onTime, duty.EndedAt < duty.DueBefore);
        var notice = await desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync());
        Assert.Equal(("destroyed", desk.Clock.Now), (notice.Template, notice.NextAttemptAt));
        Assert.NotNull(notice.Content);
        Assert.Empty(desk.Stores.FilesWith(DestructionStores.Values));
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).Value;
        Assert.Equal((onTime, "9.7", Actors.Dpo.Name, 1), (left.IsOnTime, left.Clause, left.DecidedBy, left.LettersWaiting.Count));
        Assert.NotNull(left.Entry);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(5, false)]
    public async Task On_evidence_the_request_is_carried_out_and_its_duty_ends_when_the_letter_goes_out(int days, bool onTime)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.GrantedAsync(subject);
        desk.Clock.Advance(Duration.FromDays(days));

        var made = await desk.DestroyAsync(DestructionDesk.Command(subject, "9.4") with { Request = number });

        Assert.NotNull(made.Value.DestroyedAt);
        var request = await desk.ReadAsync(number);
        Assert.Equal(RequestStage.CarriedOut, request.Stage);
        Assert.Null((await desk.DutyAsync(DutyKind.DestroyOnEvidence)).EndedAt);

        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.DeliverAsync();

        var duty = await desk.DutyAsync(DutyKind.DestroyOnEvidence);
        Assert.Equal(desk.Clock.Now, duty.EndedAt);
        Assert.Equal(onTime, duty.EndedAt < duty.DueBefore);
        Assert.Equal(RequestStage.Notified, (await desk.ReadAsync(number)).Stage);
        Assert.True((await desk.CloseAsync(number)).IsDone);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_destruction_cut_short_is_finished_by_the_sweep_with_its_request_and_letter()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.GrantedAsync(subject);
        var request = await desk.ReadAsync(db => db.Requests.SingleAsync());
        await desk.Stores.DecideAsync(subject, new DestructionOrder("9.4", request.Id, (await desk.DutyAsync(DutyKind.DestroyOnEvidence)).Id));
        await desk.Stores.Destructions().DestroyKeyAsync(subject, CancellationToken.None);
        Assert.Equal(RequestStage.Decided, (await desk.ReadAsync(number)).Stage);

        Assert.Equal(1, await desk.Stores.Destructions().ResumeAsync(CancellationToken.None));

        Assert.Equal(RequestStage.CarriedOut, (await desk.ReadAsync(number)).Stage);
        Assert.Equal(1, await desk.ReadAsync(db => db.Notices.CountAsync()));
    }

    [Fact]
    public async Task Nobody_but_the_responsible_person_destroys_and_the_attempt_is_recorded()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);

        foreach (var actor in Actors.Without(Right.DestroySubject))
        {
            Assert.IsType<NotAllowed>((await desk.DestroyAsync(DestructionDesk.Command(subject), actor)).Refusal);
            Assert.IsType<NotAllowed>(
                (await desk.Get<ReadDestructionPlan>().HandleAsync(actor, subject, CancellationToken.None)).Refusal);
        }

        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
    }

    [Fact]
    public async Task What_waits_and_the_proof_are_read_by_the_responsible_person_staff_and_auditors()
    {
        await using var desk = await RequestDesk.OpenAsync();
        Assert.Equal([Actors.Manager, Actors.Administrator], Actors.Without(Right.ReadDestructions));
        foreach (var actor in Actors.Without(Right.ReadDestructions))
        {
            Assert.IsType<NotAllowed>((await desk.Get<ReadDestructions>().HandleAsync(actor, 50, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await desk.Get<ReadTombstone>().HandleAsync(actor, new SubjectId(1), CancellationToken.None)).Refusal);
        }
    }

    [Fact]
    public async Task A_blocked_record_is_destroyed_only_when_its_block_is_released_for_it()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        await desk.Stores.BlockAsync(subject);

        Assert.IsType<RecordBlocked>((await desk.DestroyAsync(DestructionDesk.Command(subject))).Refusal);
        Assert.Equal(SubjectState.Blocked, desk.Stores.State(subject));

        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject) with { ReleasesBlock = true })).IsDone);
        Assert.Equal(SubjectState.Destroyed, desk.Stores.State(subject));
    }

    [Theory]
    [InlineData("S-0000002", true, "SubjectNumber")]
    [InlineData("", true, "SubjectNumber")]
    [InlineData("S-0000001", false, "GateChecked")]
    public async Task A_wrong_number_or_an_unchecked_gate_destroys_nothing(string typed, bool isGateChecked, string field)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);

        var refusal = (await desk.DestroyAsync(DestructionDesk.Command(subject) with { TypedNumber = typed, IsGateChecked = isGateChecked })).Refusal;

        Assert.Equal(field, Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems).FieldName);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subject));
    }

    [Fact]
    public async Task An_open_request_forbids_it_and_so_does_what_else_the_own_request_asks()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        var number = await desk.RegisteredAsync(subject);

        Assert.Equal([number], Assert.IsType<RequestsForbidDestruction>((await desk.DestroyAsync(DestructionDesk.Command(subject))).Refusal).Requests);

        Assert.True((await desk.RefuseAsync(number)).IsDone);
        Assert.True((await desk.TellAsync(number)).IsDone);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
    }

    [Fact]
    public async Task A_report_asked_for_with_the_destruction_comes_first()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = (await desk.RegisterAsync(
            desk.Asked(subject) with { Kind = RequestKind.Destruction, Also = [RequestKind.Disclosure] })).Value;
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        Assert.True((await desk.GrantAsync(number, RequestKind.Destruction)).IsDone);

        var command = DestructionDesk.Command(subject, "9.4") with { Request = number };
        Assert.Equal([number], Assert.IsType<RequestsForbidDestruction>((await desk.DestroyAsync(command)).Refusal).Requests);

        Assert.True((await desk.PrepareAsync(number)).IsDone);
        Assert.True((await desk.ApproveAsync(number)).IsDone);
        Assert.True((await desk.HandOverAsync(number)).IsDone);
        Assert.True((await desk.DestroyAsync(command)).IsDone);
        Assert.Equal(0, await desk.ReadAsync(db => db.Reports.CountAsync()));
        Assert.Equal(0, await desk.ReadAsync(db => db.RequestDocuments.CountAsync()));
    }

    [Theory]
    [InlineData("9.4")]
    [InlineData("9.8")]
    [InlineData("9.7")]
    public async Task Without_a_ground_nothing_is_destroyed(string clause)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = await desk.ConfirmedAsync(RequestKind.Destruction, subject);

        Assert.IsType<NoGroundToDestroy>((await desk.DestroyAsync(DestructionDesk.Command(subject, clause))).Refusal);
        Assert.IsType<NoGroundToDestroy>((await desk.DestroyAsync(DestructionDesk.Command(subject, clause) with { Request = number })).Refusal);
    }

    [Fact]
    public async Task What_is_destroyed_or_being_destroyed_is_not_destroyed_again()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var (first, second) = (await desk.AddAsync(), await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));
        await desk.OweAsync(first);
        await desk.OweAsync(second);
        await desk.Stores.DecideAsync(second);

        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(first))).IsDone);

        Assert.IsType<RecordDestroyed>((await desk.DestroyAsync(DestructionDesk.Command(first))).Refusal);
        Assert.IsType<DestructionUnderWay>((await desk.DestroyAsync(DestructionDesk.Command(second))).Refusal);
        Assert.IsType<NotFound>((await desk.DestroyAsync(DestructionDesk.Command(new SubjectId(99)))).Refusal);
    }

    [Fact]
    public async Task What_was_missed_and_blocked_is_destroyed_within_six_months_and_both_duties_end()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        desk.Clock.Advance(Duration.FromDays(20));
        await desk.Get<AriseDuties>().HandleAsync(Actor.Job("duties"), CancellationToken.None);
        await desk.Stores.BlockAsync(subject);
        desk.Clock.Advance(Duration.FromDays(60));

        var command = DestructionDesk.Command(subject, "9.8");
        Assert.IsType<RecordBlocked>((await desk.DestroyAsync(command)).Refusal);
        Assert.True((await desk.DestroyAsync(command with { ReleasesBlock = true })).IsDone);

        var (first, second) = (await desk.DutyAsync(DutyKind.DestroyAfterPurpose), await desk.DutyAsync(DutyKind.DestroyBlocked));
        Assert.Equal((desk.Clock.Now, desk.Clock.Now), (first.EndedAt, second.EndedAt));
        Assert.Equal((false, true), (first.EndedAt < first.DueBefore, second.EndedAt < second.DueBefore));
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        Assert.True(left.IsOnTime);
        Assert.Equal(("9.7", first.DueDay, false), (left.FurtherClause, left.FurtherDueDay, left.IsFurtherOnTime));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(250, false)]
    public async Task Destroyed_on_the_missed_clause_the_term_of_the_block_is_named_beside_it(int days, bool isOnTime)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        desk.Clock.Advance(Duration.FromDays(20));
        await desk.Get<AriseDuties>().HandleAsync(Actor.Job("duties"), CancellationToken.None);
        await desk.Stores.BlockAsync(subject);
        desk.Clock.Advance(Duration.FromDays(days));

        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject, "9.7") with { ReleasesBlock = true })).IsDone);

        var second = await desk.DutyAsync(DutyKind.DestroyBlocked);
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        Assert.Equal(("9.7", false), (left.Clause, left.IsOnTime));
        Assert.Equal(("9.8", second.DueDay, isOnTime), (left.FurtherClause, left.FurtherDueDay, left.IsFurtherOnTime));
    }

    [Fact]
    public async Task Third_parties_that_received_the_data_are_told_once_it_is_destroyed_and_not_before()
    {
        var copy = new SlowCopy();
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(copy));
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        TestStores.Sql(
            desk.Stores.Files.Records,
            $"""
            INSERT INTO Recipients (Id, Name, Country, Email, Address, Language, "Ground", ContractNumber, Purposes, Fields, CreatedAt, Version)
            VALUES (1, 'Bank', 'KZ', 'bank@example.kz', 'Almaty', 'ru', 'consent', '12', '3.2.1', 'last_name,email', 0, 0);
            INSERT INTO Transfers (SubjectId, Sequence, RecipientId, At, Purpose, Fields, ActorId, ActorName)
            VALUES ({subject.Number}, 900, 1, 0, '3.2.1', 'last_name,email', 'dpo-1', 'Aigerim')
            """);
        var command = DestructionDesk.Command(subject) with { Language = null };

        var made = (await desk.DestroyAsync(command)).Value;
        Assert.Equal((null, 1), (made.DestroyedAt, made.Letters));
        var held = await desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync());
        Assert.Equal(("recipient-destroyed", NoticeState.Queued, null), (held.Template, held.State, held.NextAttemptAt));

        desk.Clock.Advance(Duration.FromHours(1));
        copy.Answers = true;
        Assert.Equal(1, await desk.Stores.Destructions().ResumeAsync(CancellationToken.None));

        var notice = await desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync());
        Assert.Equal(("recipient-destroyed", desk.Clock.Now), (notice.Template, notice.NextAttemptAt));
        Assert.Equal(0, await desk.ReadAsync(db => db.Transfers.CountAsync()));
        Assert.Single((await desk.Get<ReadTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value.Parties);
    }

    [Fact]
    public async Task A_letter_that_says_destroyed_waits_until_it_is_true()
    {
        var copy = new SlowCopy();
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(copy));
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);

        Assert.Null((await desk.DestroyAsync(DestructionDesk.Command(subject))).Value.DestroyedAt);
        Assert.Null((await desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync())).NextAttemptAt);
        Assert.Null((await desk.DutyAsync(DutyKind.DestroyAfterPurpose)).EndedAt);
        var list = (await desk.Get<ReadDestructions>().HandleAsync(Actors.Dpo, 50, CancellationToken.None)).Value;
        Assert.Equal(subject, Assert.Single(list.Unfinished).Subject);
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        Assert.Equal((null, DestructionStep.Copies), (left.DestroyedAt, left.Waits));

        copy.Answers = true;
        Assert.Equal(1, await desk.Stores.Destructions().ResumeAsync(CancellationToken.None));
        Assert.Equal(desk.Clock.Now, (await desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync())).NextAttemptAt);
    }

    [Fact]
    public async Task What_is_destroyed_and_waits_for_its_letter_waits_for_destruction_no_more()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var (subject, other) = (await desk.AddAsync(), await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));
        await desk.OweAsync(other);
        var number = await desk.GrantedAsync(subject);
        Assert.Equal([false, true], (await ListAsync()).Waiting.OrderBy(line => line.Subject.Number).Select(line => line.IsStopped));

        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject, "9.4") with { Request = number })).IsDone);

        var list = await ListAsync();
        var notice = await desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync(row => row.Template == NoticeTemplates.Destroyed));
        Assert.Equal((other, 1), (Assert.Single(list.Waiting).Subject, list.RecordCount));
        var untold = Assert.Single(list.Untold);
        Assert.Equal((subject, SubjectState.Destroyed, (RequestNumber?)number, (long?)notice.Id), (untold.Subject, untold.State, untold.Request, untold.Letter));

        async Task<DestructionList> ListAsync() => (await desk.Get<ReadDestructions>().HandleAsync(Actors.Staff, 50, CancellationToken.None)).Value;
    }

    [Fact]
    public async Task The_plan_counts_what_goes_and_the_list_says_what_waits()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        var number = await desk.RegisteredAsync(subject);

        var plan = (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        var list = (await desk.Get<ReadDestructions>().HandleAsync(Actors.Staff, 50, CancellationToken.None)).Value;

        var ground = Assert.Single(plan.Grounds);
        Assert.Equal(("9.7", DutyKind.DestroyAfterPurpose), (ground.Ground.Clause, ground.Duty!.Duty.Kind));
        Assert.Equal([number], plan.ForbiddingOn(ground.Ground));
        Assert.Equal([FieldCode.LastName, FieldCode.FirstName, FieldCode.Phone, FieldCode.Email, FieldCode.Organization], plan.Held.Fields);
        Assert.True(plan.CanTell);
        Assert.Equal((subject, true), (Assert.Single(list.Waiting).Subject, list.Waiting[0].Leading.IsDecided));
        Assert.Equal([number], list.Waiting[0].Against.Requests);
        Assert.False(list.Waiting[0].IsReady);

        Assert.True((await desk.RefuseAsync(number)).IsDone);
        Assert.True((await desk.TellAsync(number)).IsDone);
        await desk.DestroyAsync(DestructionDesk.Command(subject));
        list = (await desk.Get<ReadDestructions>().HandleAsync(Actors.Staff, 50, CancellationToken.None)).Value;
        Assert.Empty(list.Waiting);
        Assert.Equal(subject, Assert.Single(list.Done).Subject);
    }

    private sealed class SlowCopy : ILiveKeyring
    {
        public bool Answers { get; set; }

        public string Name => "copy";

        public bool Confirms(KeyHolder kind, long id) => Answers;
    }
}
