using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Tests.Documents;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

public sealed class DepersonaliseTests
{
    [Fact]
    public async Task A_group_leaves_figures_and_nothing_of_anybody()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = await desk.AddGroupAsync(10);

        var made = (await desk.DepersonaliseAsync(subjects)).Value;

        Assert.Equal(10, made.Finished);
        Assert.Equal((10, 10, 0, 0), (made.Remains.Together, made.Remains.Whole, made.Remains.Coarsened, made.Remains.Suppressed));
        Assert.Equal(
            [(DepersonalisationDesk.TraitsInAlmaty, 5), (DepersonalisationDesk.TraitsInAstana, 5)],
            (await desk.RemaindersAsync()).CountBy(row => row.Traits).OrderByDescending(one => one.Key.City).Select(one => (one.Key, one.Value)));
        Assert.All(subjects, subject => Assert.Equal(SubjectState.Depersonalised, desk.Stores.State(subject)));
        Assert.Empty(desk.Stores.FilesWith("Bolatov", "Retail trade"));
        Assert.Empty(desk.Stores.Search("Bolatov"));
        Assert.All(await desk.ReadAsync(db => Task.FromResult(db.Duties.ToList())), duty => Assert.NotNull(duty.EndedAt));
        Assert.IsType<RecordDestroyed>((await desk.Stores.ReadAsync(Actors.Dpo, subjects[0])).Refusal);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task The_ledger_says_depersonalised_of_each_and_the_tombstone_how_many_went_together()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = await desk.AddGroupAsync(12);
        await desk.DepersonaliseAsync(subjects);

        var ends = (await desk.Stores.EntriesAsync()).Where(entry => entry.Operation is "subject.destroyed").ToList();

        Assert.Equal(12, ends.Count);
        Assert.All(ends, entry => Assert.Equal(ProcessingAction.Depersonalisation.Code(), entry.Action));
        var left = (await desk.Get<ReadTombstone>().HandleAsync(Actors.Staff, subjects[3], CancellationToken.None)).Value;
        Assert.Equal(12, left.Remains!.Together);
        Assert.NotNull(left.Act);
        Assert.NotNull(left.Entry);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    [InlineData("kk")]
    public async Task The_act_is_one_of_depersonalisation_and_the_same_bytes_again(string language)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = await desk.AddGroupAsync(2);
        await desk.DepersonaliseAsync(subjects);

        var act = (await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Dpo, subjects[1], language, CancellationToken.None)).Value;
        var again = (await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Dpo, subjects[1], language, CancellationToken.None)).Value;

        Assert.Equal($"D-2026-000002-{language}.pdf", act.Name);
        Assert.Equal(act.Content, again.Content);
        var destroyed = await desk.AddAsync(DepersonalisationDesk.InAlmaty);
        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(destroyed))).IsDone);
        var other = (await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Dpo, destroyed, language, CancellationToken.None)).Value;
        Assert.NotEqual(other.Content.Length, act.Content.Length);
    }

    [Theory]
    [InlineData("en", "Depersonalised within the term", "What was cut from the person", "estroy")]
    [InlineData("ru", "Обезличено в срок", "Что отделено от лица", "Уничтожено")]
    [InlineData("kk", "Мерзімінде иесіздендірілді", "Адамнан ажыратылып", "Жойылды")]
    public async Task Its_act_speaks_of_depersonalisation_of_k_and_of_how_much_is_suppressed(string language, string inTime, string cut, string destroyed)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = await desk.AddGroupAsync(2);
        await desk.DepersonaliseAsync(subjects);

        var text = Pdfs.Text((await desk.Get<IssueDestructionAct>().HandleAsync(Actors.Dpo, subjects[1], language, CancellationToken.None)).Value.Content);

        Assert.Contains(inTime, text, StringComparison.Ordinal);
        Assert.Contains(cut, text, StringComparison.Ordinal);
        Assert.Contains("2 (100 %)", text, StringComparison.Ordinal);
        Assert.Contains("(k)", text, StringComparison.Ordinal);
        Assert.DoesNotContain(destroyed + (language is "en" ? "ed within" : " в срок"), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_letters_to_the_person_and_to_third_parties_speak_of_depersonalisation_and_wait_until_it_is_true()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);

        Assert.True((await desk.DepersonaliseAsync([subject])).IsDone);

        var notice = Assert.Single(await desk.ReadAsync(db => db.Notices.AsNoTracking().ToListAsync()));
        Assert.Equal((NoticeTemplates.Depersonalised, (Instant?)desk.Clock.Now), (notice.Template, notice.NextAttemptAt));
    }

    [Fact]
    public async Task Too_few_leave_their_number_alone()
    {
        await using var desk = await RequestDesk.OpenAsync();

        var made = (await desk.DepersonaliseAsync(await desk.AddGroupAsync(9))).Value;

        Assert.Equal((9, 9), (made.Remains.Together, made.Remains.Suppressed));
        Assert.All(await desk.RemaindersAsync(), row => Assert.True(row.Traits.IsSuppressed));
    }

    [Fact]
    public async Task A_blocked_record_is_never_depersonalised_and_stops_the_whole_group()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = await desk.AddGroupAsync(10);
        await desk.Stores.BlockAsync(subjects[7]);

        var refusal = Assert.IsType<RecordBlocked>((await desk.DepersonaliseAsync(subjects)).Refusal);

        Assert.Equal(subjects[7], refusal.Subject);
        Assert.Empty(await desk.RemaindersAsync());
        Assert.Equal(SubjectState.Active, desk.Stores.State(subjects[0]));
        Assert.Equal(SubjectState.Blocked, desk.Stores.State(subjects[7]));
        Assert.DoesNotContain(subjects[7], (await ListAsync(desk)).Records.Select(one => one.Subject));
    }

    [Fact]
    public async Task What_is_being_destroyed_is_gone_or_has_no_ground_is_refused()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var gone = await desk.AddGroupAsync(2);
        Assert.True((await desk.DepersonaliseAsync(gone)).IsDone);
        var decided = await desk.AddAsync(DepersonalisationDesk.InAlmaty);
        await desk.Stores.DecideAsync(decided);
        var needed = await desk.AddAsync(DepersonalisationDesk.InAlmaty, isOwed: false);
        var evidence = await desk.AddAsync(DepersonalisationDesk.InAlmaty, isOwed: false);
        await desk.OweAsync(evidence, DutyKind.DestroyOnEvidence);

        Assert.True(Assert.IsType<RecordDestroyed>((await desk.DepersonaliseAsync([gone[0]])).Refusal).IsDepersonalised);
        Assert.IsType<DestructionUnderWay>((await desk.DepersonaliseAsync([decided])).Refusal);
        Assert.IsType<NoGroundToDestroy>((await desk.DepersonaliseAsync([needed])).Refusal);
        Assert.IsType<NoGroundToDestroy>((await desk.DepersonaliseAsync([evidence])).Refusal);
        Assert.IsType<NotFound>((await desk.DepersonaliseAsync([new SubjectId(999)])).Refusal);
    }

    [Fact]
    public async Task An_open_request_or_a_reason_to_keep_forbids_it()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var asked = await desk.AddAsync(DepersonalisationDesk.InAlmaty);
        await desk.RegisteredAsync(asked);
        var held = await desk.AddAsync(DepersonalisationDesk.InAstana);
        Assert.True((await desk.Get<KeepHolds>().SetAsync(
            Actors.Dpo, held, new HoldForm { Kind = HoldKind.LegalDuty, Basis = "Tax code" }, CancellationToken.None)).IsDone);

        Assert.IsType<RequestsForbidDestruction>((await desk.DepersonaliseAsync([asked])).Refusal);
        Assert.IsType<HoldsForbidDestruction>((await desk.DepersonaliseAsync([held])).Refusal);
        Assert.Empty((await ListAsync(desk)).Records);
    }

    [Theory]
    [InlineData("3", true, Depersonalise.CountInput)]
    [InlineData("", true, Depersonalise.CountInput)]
    [InlineData("2", false, Depersonalise.GateInput)]
    public async Task Nothing_is_depersonalised_that_was_not_confirmed(string typed, bool isGateChecked, string input)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subjects = await desk.AddGroupAsync(2);

        var refusal = (await desk.Get<Depersonalise>().HandleAsync(
            Actors.Dpo, new DepersonaliseCommand(subjects, typed, isGateChecked), CancellationToken.None)).Refusal;

        Assert.Equal(input, Assert.Single(Assert.IsType<InvalidInputs>(refusal).Problems).FieldName);
        Assert.Equal(SubjectState.Active, desk.Stores.State(subjects[0]));
    }

    [Fact]
    public async Task Only_the_responsible_person_does_it_and_not_alone_where_two_are_needed()
    {
        await using var desk = await RequestDesk.OpenAsync(
            more: services => services.AddSingleton(new DestructionSettings { SecondApproval = true }));
        var subjects = await desk.AddGroupAsync(2);
        foreach (var actor in Actors.Without(Right.DestroySubject))
        {
            Assert.IsType<NotAllowed>((await desk.DepersonaliseAsync(subjects, actor)).Refusal);
            Assert.IsType<NotAllowed>((await desk.Get<ReadDepersonalisable>().HandleAsync(actor, CancellationToken.None)).Refusal);
        }

        Assert.IsType<SecondApprovalNeeded>((await desk.DepersonaliseAsync(subjects)).Refusal);
        Assert.Equal(2, (await ListAsync(desk)).Count);
    }

    [Fact]
    public async Task What_was_decided_before_a_crash_ends_depersonalised()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync(DepersonalisationDesk.InAlmaty);
        await desk.Stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.DestroySubject,
            "test.decide",
            scope =>
            {
                scope.BeginDestruction(scope.Find(subject)!, new DestructionOrder("9.7", RequestId: null, DutyId: null))
                    .Note(new RemainsFacts { SmallestGroup = 5, Together = 1, Suppressed = 1 });
                return default(Done);
            },
            CancellationToken.None);

        Assert.Equal(1, await desk.Stores.Destructions().ResumeAsync(CancellationToken.None));

        Assert.Equal(SubjectState.Depersonalised, desk.Stores.State(subject));
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_remainder_is_neither_changed_nor_taken_away()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.DepersonaliseAsync(await desk.AddGroupAsync(2));

        Assert.Throws<SqliteException>(() => TestStores.Sql(desk.Stores.Files.Records, "UPDATE Remainders SET Year = 2020"));
        Assert.Throws<SqliteException>(() => TestStores.Sql(desk.Stores.Files.Records, "DELETE FROM Remainders"));
    }

    private static async Task<DepersonalisableList> ListAsync(RequestDesk desk) =>
        (await desk.Get<ReadDepersonalisable>().HandleAsync(Actors.Dpo, CancellationToken.None)).Value;
}
