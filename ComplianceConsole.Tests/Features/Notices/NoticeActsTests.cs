using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Documents;
using ComplianceConsole.Tests.Notices;
using ComplianceConsole.Tests.Shared;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Notices;

public sealed class NoticeActsTests
{
    private static readonly NoticeDraft Letter = Outbox.Draft("reader@example.kz") with { Channel = Channel.Post };

    [Fact]
    public async Task A_posted_letter_is_sent_at_its_moment_by_whoever_posted_it_and_its_text_is_gone()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(Letter);
        desk.Outbox.Stores.Clock.Advance(Duration.FromHours(5));
        var postedAt = row.QueuedAt + Duration.FromHours(2);

        Assert.True((await PostAsync(desk, Actors.Staff, row, postedAt)).IsDone);

        var sent = desk.Outbox.Read(row.Id);
        Assert.Equal((NoticeState.Sent, postedAt, "Daniyar", null), (sent.State, sent.SentAt, sent.SentBy, sent.Content));
        Assert.Null(desk.Outbox.Stores.Keyring.Open(KeyHolder.Notice, row.Id));
        Assert.Equal(ContentStanding.Gone, (await desk.ReadAsync(Actors.Dpo, row.Id)).Value.Standing);
    }

    [Fact]
    public async Task A_letter_is_not_posted_in_the_future_nor_before_it_was_written()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(Letter);

        Assert.Equal("InFuture", ProblemOf(await PostAsync(desk, Actors.Dpo, row, desk.Outbox.Stores.Clock.Now + Duration.FromMinutes(1))));
        Assert.Equal("TooEarly", ProblemOf(await PostAsync(desk, Actors.Dpo, row, row.QueuedAt - Duration.FromHours(1))));
    }

    [Fact]
    public async Task An_e_mail_that_waits_is_not_posted_and_one_that_failed_is()
    {
        await using var desk = await NoticeDesk.OpenAsync(new MailSettings { Host = "mail.example.kz" });
        var waiting = await desk.QueueAsync(Outbox.Draft("reader@example.kz"));
        Assert.False((await desk.ReadAsync(Actors.Dpo, waiting.Id)).Value.CanBePosted);
        var failed = await desk.FailedAsync();

        Assert.IsType<StepNotOpen>((await PostAsync(desk, Actors.Dpo, waiting, waiting.QueuedAt)).Refusal);
        Assert.True((await PostAsync(desk, Actors.Dpo, failed, failed.QueuedAt)).IsDone);
    }

    [Fact]
    public async Task Without_a_mail_server_an_e_mail_is_printed_and_posted()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var waiting = await desk.QueueAsync(Outbox.Draft("reader@example.kz"));

        Assert.True((await desk.ReadAsync(Actors.Dpo, waiting.Id)).Value.CanBePosted);
        Assert.True((await PostAsync(desk, Actors.Dpo, waiting, waiting.QueuedAt)).IsDone);
    }

    [Fact]
    public async Task Nothing_is_done_twice_nor_on_what_went_on_meanwhile()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(Letter);
        Assert.True((await PostAsync(desk, Actors.Dpo, row, row.QueuedAt)).IsDone);

        Assert.IsType<ChangedMeanwhile>((await PostAsync(desk, Actors.Staff, row, row.QueuedAt)).Refusal);
        var now = desk.Outbox.Read(row.Id);
        Assert.IsType<StepNotOpen>((await PostAsync(desk, Actors.Staff, now, row.QueuedAt)).Refusal);
        Assert.IsType<StepNotOpen>((await desk.Get<TakeBackNotice>().HandleAsync(Actors.Dpo, now.Id, now.Version, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task A_failed_notice_goes_back_into_the_queue_under_its_message_id()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.FailedAsync();

        Assert.True((await ResendAsync(desk, Actors.Staff, row)).IsDone);

        var queued = desk.Outbox.Read(row.Id);
        Assert.Equal((NoticeState.Queued, 0, row.MessageId), (queued.State, queued.Attempts, queued.MessageId));
        Assert.Equal(desk.Outbox.Stores.Clock.Now, queued.NextAttemptAt);
    }

    [Fact]
    public async Task It_goes_to_another_address_where_one_is_given_and_nowhere_where_that_is_none()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.FailedAsync();

        Assert.Equal("Email", ProblemOf(await ResendAsync(desk, Actors.Dpo, row, "no address")));
        Assert.True((await ResendAsync(desk, Actors.Dpo, row, "another@example.kz")).IsDone);

        Assert.Equal("another@example.kz", (await desk.ReadAsync(Actors.Dpo, row.Id)).Value.Letter!.To.Email);
    }

    [Fact]
    public async Task What_waits_was_sent_or_is_damaged_is_not_sent_again()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var waiting = await desk.QueueAsync(Outbox.Draft("reader@example.kz"));
        var damaged = await desk.FailedAsync(failure: NoticeFailures.Unreadable);

        Assert.IsType<StepNotOpen>((await ResendAsync(desk, Actors.Dpo, waiting)).Refusal);
        Assert.IsType<StepNotOpen>((await ResendAsync(desk, Actors.Dpo, damaged)).Refusal);
    }

    [Fact]
    public async Task All_that_failed_is_sent_again_but_what_is_damaged()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var one = await desk.FailedAsync();
        var two = await desk.FailedAsync(failure: NoticeFailures.ServerUnreachable);
        var damaged = await desk.FailedAsync(failure: NoticeFailures.Unreadable);

        Assert.Equal(2, (await desk.Get<ResendNotice>().AllAsync(Actors.Dpo, CancellationToken.None)).Value);

        Assert.Equal(
            [NoticeState.Queued, NoticeState.Queued, NoticeState.Failed],
            new[] { one, two, damaged }.Select(row => desk.Outbox.Read(row.Id).State));
    }

    [Fact]
    public async Task A_notice_taken_back_loses_its_text_and_is_never_sent()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(Outbox.Draft("reader@example.kz"));

        Assert.True((await desk.Get<TakeBackNotice>().HandleAsync(Actors.Dpo, row.Id, row.Version, CancellationToken.None)).IsDone);

        var taken = desk.Outbox.Read(row.Id);
        Assert.Equal((NoticeState.Cancelled, null, null), (taken.State, taken.Content, taken.NextAttemptAt));
        Assert.Null(desk.Outbox.Stores.Keyring.Open(KeyHolder.Notice, row.Id));
    }

    [Fact]
    public async Task A_letter_of_the_responsible_person_is_not_taken_back_by_staff_and_ones_own_is()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var decision = await desk.QueueAsync(Letter);
        var own = await desk.QueueAsync(Letter, $"QueuedById = '{Actors.Staff.Id}'");
        var old = await desk.QueueAsync(Letter, "QueuedById = NULL");

        foreach (var (row, actor, may) in new[]
            {
                (decision, Actors.Staff, false), (own, Actors.OtherStaff, false), (old, Actors.Staff, false), (own, Actors.Manager, false),
                (own, Actors.Staff, true), (decision, Actors.Dpo, true), (old, Actors.Dpo, true),
            })
        {
            Assert.Equal(actor != Actors.Manager && may, (await desk.ReadAsync(actor, row.Id)) is { IsDone: true } read && read.Value.CanBeTakenBack);
            var taken = await desk.Get<TakeBackNotice>().HandleAsync(actor, row.Id, row.Version, CancellationToken.None);
            Assert.Equal((may, !may), (taken.IsDone, taken.Refusal is NotAllowed));
            Assert.Equal(may ? NoticeState.Cancelled : NoticeState.Queued, desk.Outbox.Read(row.Id).State);
            Assert.False((await desk.ReadAsync(Actors.Dpo, row.Id)).Value.CanBeTakenBack == may);
        }
    }

    [Fact]
    public async Task One_that_is_being_sent_is_not_taken_back()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(
            Outbox.Draft("reader@example.kz"), $"Attempts = 1, NextAttemptAt = NextAttemptAt + {NoticeRetry.Lease.BclCompatibleTicks}");

        Assert.IsType<StepNotOpen>((await desk.Get<TakeBackNotice>().HandleAsync(Actors.Dpo, row.Id, row.Version, CancellationToken.None)).Refusal);
        Assert.True((await desk.ReadAsync(Actors.Dpo, row.Id)).Value.Line.IsBeingSent);
    }

    [Fact]
    public async Task A_recipient_acknowledges_after_it_was_sent_and_is_overdue_until_then()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(Letter with { AcknowledgeBefore = desk.Outbox.Stores.Clock.Now + Duration.FromDays(1) });
        Assert.IsType<StepNotOpen>((await AcknowledgeAsync(desk, Actors.Dpo, row, row.QueuedAt)).Refusal);
        Assert.True((await PostAsync(desk, Actors.Dpo, row, row.QueuedAt)).IsDone);
        desk.Outbox.Stores.Clock.Advance(Duration.FromDays(2));
        Assert.True((await desk.ReadAsync(Actors.Dpo, row.Id)).Value.Line.IsOverdue);

        var sent = desk.Outbox.Read(row.Id);
        Assert.Equal("TooEarly", ProblemOf(await AcknowledgeAsync(desk, Actors.Dpo, sent, sent.SentAt!.Value - Duration.FromDays(1))));
        Assert.True((await AcknowledgeAsync(desk, Actors.Dpo, sent, desk.Outbox.Stores.Clock.Now)).IsDone);

        var acknowledged = desk.Outbox.Read(row.Id);
        Assert.Equal((NoticeState.Acknowledged, desk.Outbox.Stores.Clock.Now), (acknowledged.State, acknowledged.AcknowledgedAt));
        Assert.False((await desk.ReadAsync(Actors.Dpo, row.Id)).Value.Line.IsOverdue);
    }

    [Fact]
    public async Task Staff_see_the_address_masked_and_the_responsible_person_whole()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(Outbox.Draft("reader@example.kz"));

        Assert.Equal(Masking.Email("reader@example.kz"), (await desk.ReadAsync(Actors.Staff, row.Id)).Value.Letter!.To.Email);
        Assert.Equal("reader@example.kz", (await desk.ReadAsync(Actors.Dpo, row.Id)).Value.Letter!.To.Email);
    }

    [Fact]
    public async Task What_concerns_a_blocked_record_opens_for_the_responsible_person_alone()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var subject = await desk.Outbox.Stores.AddSubjectAsync((FieldCode.LastName, "Moldabekova"));
        var row = await desk.QueueAsync(Letter with { SubjectId = subject.Number });
        desk.Outbox.Sql($"UPDATE Subjects SET State = 1, BlockedAt = 0 WHERE Id = {subject.Number}");

        Assert.Equal((ContentStanding.Closed, null), (await desk.ReadAsync(Actors.Staff, row.Id)).Value is var closed ? (closed.Standing, closed.Letter) : default);
        Assert.IsType<RecordBlocked>((await desk.Get<OpenNoticeFile>().LetterAsync(Actors.Staff, row.Id, CancellationToken.None)).Refusal);
        Assert.Equal(ContentStanding.Shown, (await desk.ReadAsync(Actors.Dpo, row.Id)).Value.Standing);
    }

    [Fact]
    public async Task A_letter_is_printed_with_the_address_and_the_enclosure_opens_for_the_responsible_person()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.QueueAsync(Letter with { Attachment = new NoticeAttachment("R-2026-000123-1.pdf", "application/pdf", [1, 2, 3]) });

        var letter = await desk.Get<OpenNoticeFile>().LetterAsync(Actors.Staff, row.Id, CancellationToken.None);
        Assert.Contains("Abay avenue 17", Pdfs.Text(letter.Value.Bytes), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], (await desk.Get<OpenNoticeFile>().EnclosureAsync(Actors.Dpo, row.Id, CancellationToken.None)).Value.Bytes);
        Assert.IsType<NotAllowed>((await desk.Get<OpenNoticeFile>().EnclosureAsync(Actors.Staff, row.Id, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task The_outbox_is_listed_by_what_is_to_be_done()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var waiting = await desk.QueueAsync(Outbox.Draft("reader@example.kz"));
        var letter = await desk.QueueAsync(Letter);
        var failed = await desk.FailedAsync();

        foreach (var (tab, row) in new[] { (NoticeTab.Waiting, waiting), (NoticeTab.ByHand, letter), (NoticeTab.Failed, failed) })
        {
            var list = (await desk.Get<ListNotices>().HandleAsync(Actors.Staff, tab, 50, CancellationToken.None)).Value;
            Assert.Equal(row.Id, Assert.Single(list.Lines).Id);
            Assert.Equal(1, list.Counts[tab]);
            Assert.False(list.HasServer);
        }
    }

    [Fact]
    public async Task Whose_role_does_not_carry_the_right_is_refused_everything()
    {
        await using var desk = await NoticeDesk.OpenAsync();
        var row = await desk.FailedAsync();
        foreach (var actor in Actors.Without(Right.HandleNotices))
        {
            AssertNotAllowed(await PostAsync(desk, actor, row, row.QueuedAt));
            AssertNotAllowed(await ResendAsync(desk, actor, row));
            AssertNotAllowed(await desk.Get<ResendNotice>().AllAsync(actor, CancellationToken.None));
            AssertNotAllowed(await desk.Get<TakeBackNotice>().HandleAsync(actor, row.Id, row.Version, CancellationToken.None));
            AssertNotAllowed(await AcknowledgeAsync(desk, actor, row, row.QueuedAt));
        }

        foreach (var actor in Actors.Without(Right.ReadNotices))
        {
            AssertNotAllowed(await desk.ReadAsync(actor, row.Id));
            AssertNotAllowed(await desk.Get<ListNotices>().HandleAsync(actor, NoticeTab.Failed, 50, CancellationToken.None));
            AssertNotAllowed(await desk.Get<OpenNoticeFile>().LetterAsync(actor, row.Id, CancellationToken.None));
            AssertNotAllowed(await desk.Get<ReadMailStatus>().CountAsync(actor, CancellationToken.None));
        }

        foreach (var actor in Actors.Without(Right.HandleRequest))
        {
            AssertNotAllowed(await desk.Get<OpenNoticeFile>().EnclosureAsync(actor, row.Id, CancellationToken.None));
        }

        foreach (var actor in Actors.Without(Right.ChangeSettings))
        {
            AssertNotAllowed(await desk.Get<ReadMailStatus>().HandleAsync(actor, CancellationToken.None));
        }

        Assert.Equal((NoticeState.Failed, row.Version), (desk.Outbox.Read(row.Id).State, desk.Outbox.Read(row.Id).Version));
    }

    [Fact]
    public async Task There_is_no_notice_under_another_number()
    {
        await using var desk = await NoticeDesk.OpenAsync();

        Assert.Equal(new NotFound("Notice"), (await desk.ReadAsync(Actors.Dpo, 99)).Refusal);
        Assert.Equal(new NotFound("Notice"), (await desk.Get<ReadTemplate>().HandleAsync(Actors.Administrator, "none", "en", ApplicantKind.Subject, CancellationToken.None)).Refusal);
    }

    private static Task<Result<Done>> PostAsync(NoticeDesk desk, Actor actor, NoticeRow row, Instant at) =>
        desk.Get<MarkPosted>().HandleAsync(actor, new MarkPostedCommand(row.Id, row.Version, at), CancellationToken.None);

    private static Task<Result<Done>> ResendAsync(NoticeDesk desk, Actor actor, NoticeRow row, string email = "") =>
        desk.Get<ResendNotice>().HandleAsync(actor, new ResendNoticeCommand(row.Id, row.Version, email), CancellationToken.None);

    private static Task<Result<Done>> AcknowledgeAsync(NoticeDesk desk, Actor actor, NoticeRow row, Instant at) =>
        desk.Get<AcknowledgeNotice>().HandleAsync(actor, new AcknowledgeNoticeCommand(row.Id, row.Version, at), CancellationToken.None);

    private static string ProblemOf<T>(Result<T> result) => Assert.Single(Assert.IsType<InvalidInputs>(result.Refusal).Problems).Problem;

    private static void AssertNotAllowed<T>(Result<T> result) => Assert.IsType<NotAllowed>(result.Refusal);
}
