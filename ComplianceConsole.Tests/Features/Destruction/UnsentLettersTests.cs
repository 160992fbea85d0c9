using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Destruction.Depersonalisation;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Destruction;

/// <summary>A letter that waits has a key of its own: it must not outlive what it says of whoever was destroyed. Policy 2.1(10).</summary>
public sealed class UnsentLettersTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_else_waits_is_taken_back_and_can_neither_be_opened_nor_sent(bool isDepersonalised)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var (subject, other) = (await desk.AddAsync(), await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));
        await desk.OweAsync(subject);
        var refused = await desk.RegisteredAsync(subject);
        Assert.True((await desk.RefuseAsync(refused)).IsDone);
        Assert.True((await desk.TellAsync(refused)).IsDone);
        var request = await desk.ReadAsync(db => db.Requests.Select(row => row.Id).SingleAsync());
        long[] waiting =
        [
            await QueueAsync(desk, subject),
            await QueueAsync(desk, subject, then: row => (row.State, row.Attempts, row.Failure, row.NextAttemptAt) = (NoticeState.Failed, 6, NoticeFailures.RecipientRefused, null)),
            await QueueAsync(desk, subject, then: row => row.NextAttemptAt = null),
            await QueueAsync(desk, subject, Channel.Post),
            await QueueAsync(desk, subject: null, request: request),
        ];
        var stays = await QueueAsync(desk, other);

        await (isDepersonalised ? (Task)desk.DepersonaliseAsync([subject]) : desk.DestroyAsync(DestructionDesk.Command(subject)));

        Assert.Equal(isDepersonalised ? SubjectState.Depersonalised : SubjectState.Destroyed, desk.Stores.State(subject));
        var rows = await desk.ReadAsync(db => db.Notices.AsNoTracking().ToListAsync());
        Assert.All(
            rows.Where(row => waiting.Contains(row.Id)),
            row =>
            {
                Assert.Equal((NoticeState.Cancelled, null, null), (row.State, row.Content, row.NextAttemptAt));
                Assert.False(HasKey(desk, row.Id));
            });
        var left = rows.Where(row => row.State == NoticeState.Queued).OrderBy(row => row.Id).ToList();
        Assert.Equal([stays, left[^1].Id], left.Select(row => row.Id));
        Assert.Equal(isDepersonalised ? NoticeTemplates.Depersonalised : NoticeTemplates.Destroyed, left[^1].Template);
        Assert.All(left, row => Assert.True(row.Content is { Length: > 0 } && HasKey(desk, row.Id)));
        var recorded = (await desk.Stores.EntriesAsync()).Count(entry => string.Equals(entry.Action, ProcessingAction.Deletion.Code(), StringComparison.Ordinal));
        Assert.Equal(waiting.Length, recorded);
        Assert.True((await desk.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task One_that_is_being_sent_at_the_decision_is_taken_back_before_anything_says_destroyed()
    {
        var copy = new WaitingCopy();
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(copy));
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        var waits = await QueueAsync(desk, subject);
        var sent = await QueueAsync(desk, subject, then: row => (row.Attempts, row.NextAttemptAt) = (1, desk.Clock.Now + NoticeRetry.Lease));

        Assert.Null((await desk.DestroyAsync(DestructionDesk.Command(subject))).Value.DestroyedAt);
        Assert.Equal(NoticeState.Queued, (await FindAsync(desk, sent)).State);
        Assert.Equal((NoticeState.Cancelled, null), ((await FindAsync(desk, waits)).State, (await FindAsync(desk, waits)).Content));

        copy.Answers = true;
        Assert.Equal(1, await desk.Stores.Destructions().ResumeAsync(CancellationToken.None));

        var row = await FindAsync(desk, sent);
        Assert.Equal((NoticeState.Cancelled, null), (row.State, row.Content));
        var entries = await desk.Stores.EntriesAsync();
        Assert.Equal("notice.take-back", entries[^2].Operation);
        Assert.Equal("subject.destroyed", entries[^1].Operation);
    }

    [Fact]
    public async Task What_is_written_to_the_applicant_after_the_decision_goes_out()
    {
        var copy = new WaitingCopy();
        await using var desk = await RequestDesk.OpenAsync(more: services => services.AddSingleton<ILiveKeyring>(copy));
        var subject = await desk.AddAsync();
        var number = await desk.GrantedAsync(subject);
        var request = await desk.ReadAsync(db => db.Requests.Select(row => row.Id).SingleAsync());
        Assert.Null((await desk.DestroyAsync(DestructionDesk.Command(subject, "9.4") with { Request = number })).Value.DestroyedAt);
        desk.Clock.Advance(NodaTime.Duration.FromMinutes(1));
        var answer = await QueueAsync(desk, subject, Channel.Post, request);

        copy.Answers = true;
        Assert.Equal(1, await desk.Stores.Destructions().ResumeAsync(CancellationToken.None));

        var row = await FindAsync(desk, answer);
        Assert.Equal((NoticeState.Queued, null), (row.State, row.NextAttemptAt));
    }

    [Fact]
    public async Task An_answer_to_the_own_request_that_waits_goes_first()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        var number = (await desk.RegisterAsync(
            desk.Asked(subject) with { Kind = RequestKind.Destruction, Also = [RequestKind.Information] })).Value;
        Assert.True((await desk.ConfirmAsync(number)).IsDone);
        Assert.True((await desk.EvidenceAsync(number)).IsDone);
        Assert.True((await desk.GrantAsync(number, RequestKind.Destruction)).IsDone);
        Assert.True((await desk.AnswerAsync(number)).IsDone);
        Assert.True((await desk.WriteAsync(number)).IsDone);

        var command = DestructionDesk.Command(subject, "9.4") with { Request = number };
        Assert.Equal([number], Assert.IsType<RequestsForbidDestruction>((await desk.DestroyAsync(command)).Refusal).Requests);

        Assert.True((await desk.DeliverAsync()).IsDone);
        Assert.True((await desk.DestroyAsync(command)).IsDone);
    }

    [Fact]
    public async Task The_plan_names_those_that_will_not_go_out()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        Assert.Empty((await ReadAsync()).Unsent);
        var waits = await QueueAsync(desk, subject);
        await QueueAsync(desk, await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Bolatov")));

        var letter = Assert.Single((await ReadAsync()).Unsent);

        Assert.Equal(new UnsentLetter(waits, NoticeTemplates.RecipientCorrected, null, desk.Clock.Now), letter);

        async Task<DestructionPlan> ReadAsync() => (await desk.Get<ReadDestructionPlan>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
    }

    /// <summary>A letter with a person's new number, as a third party is told of a correction.</summary>
    internal static async Task<long> QueueAsync(
        RequestDesk desk, SubjectId? subject, Channel channel = Channel.Email, long? request = null, Action<NoticeRow>? then = null)
    {
        var id = 0L;
        var queued = await desk.Stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.queue",
            scope =>
            {
                var row = scope.QueueNotice(new NoticeDraft
                {
                    Template = NoticeTemplates.RecipientCorrected,
                    Channel = channel,
                    Language = "en",
                    To = new NoticeAddress("Bank", "bank@example.kz", "Almaty"),
                    Values = new Dictionary<string, string>(StringComparer.Ordinal) { [NoticeValues.SubjectName] = "Қожахметова", [NoticeValues.Text] = "+77010000001" },
                    SubjectId = subject?.Number,
                    RequestId = request,
                });
                then?.Invoke(row);
                id = row.Id;
                scope.Record(ProcessingAction.Recording, "9.3", subject);
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(queued.IsDone);
        return id;
    }

    private static Task<NoticeRow> FindAsync(RequestDesk desk, long id) => desk.ReadAsync(db => db.Notices.AsNoTracking().SingleAsync(row => row.Id == id));

    private static bool HasKey(RequestDesk desk, long notice) =>
        TestStores.Sql(desk.Stores.Files.Keyring, $"SELECT COUNT(*) FROM HolderKeys WHERE Kind = {(int)KeyHolder.Notice} AND Id = {notice}") == 1;

    private sealed class WaitingCopy : ILiveKeyring
    {
        public bool Answers { get; set; }

        public string Name => "copy";

        public bool Confirms(KeyHolder kind, long id) => Answers;
    }
}
