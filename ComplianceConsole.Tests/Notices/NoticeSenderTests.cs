using System.Text;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;

namespace ComplianceConsole.Tests.Notices;

public sealed class NoticeSenderTests(MailServer server) : IClassFixture<MailServer>
{
    [Theory]
    [InlineData("en", "26 March 2026")]
    [InlineData("ru", "26 марта 2026 г.")]
    [InlineData("kk", "2026 жылғы 26 наурыз")]
    public async Task A_notice_is_sent_once_and_read_in_its_language_with_its_file(string language, string date)
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var address = server.NewMailbox();
        var pdf = Encoding.UTF8.GetBytes("%PDF-1.7 a file of this test");
        var queued = await outbox.QueueAsync(Outbox.Draft(address, language) with { Attachment = new("R-2026-000123-1.pdf", "application/pdf", pdf) });

        Assert.Equal(1, await outbox.SendAsync());
        Assert.Equal(0, await outbox.SendAsync());

        var message = Assert.Single(await server.ReadAsync(address, 1));
        Assert.Equal(queued.MessageId, message.MessageId);
        Assert.Equal(language, message.BodyParts.OfType<TextPart>().First().Headers[HeaderId.ContentLanguage]);
        Assert.Contains("R-2026-000123", message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Молдабекова", message.Subject, StringComparison.Ordinal);
        Assert.Contains("Жансая Молдабекова", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("Unmistakable answer text", message.TextBody, StringComparison.Ordinal);
        Assert.Contains(date, message.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("{", message.TextBody, StringComparison.Ordinal);
        Assert.Equal("Жансая Молдабекова", Assert.Single(message.To.Mailboxes).Name);
        var file = Assert.IsType<MimePart>(Assert.Single(message.Attachments));
        using var content = new MemoryStream();
        await file.Content!.DecodeToAsync(content);
        Assert.Equal(pdf, content.ToArray());
        Assert.Equal("R-2026-000123-1.pdf", file.FileName);

        var sent = outbox.Read(queued.Id);
        Assert.Equal((NoticeState.Sent, 1, null), (sent.State, sent.Attempts, sent.Content));
        Assert.Null(outbox.Stores.Keyring.Open(KeyHolder.Notice, queued.Id));
    }

    [Fact]
    public async Task With_a_protected_server_it_goes_by_starttls_and_sign_in()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Protected(server));
        var address = server.NewMailbox();
        await outbox.QueueAsync(Outbox.Draft(address));

        Assert.Equal(1, await outbox.SendAsync());

        var message = Assert.Single(await server.ReadAsync(address, 1));
        Assert.Contains(message.Headers, header => header.Id == HeaderId.Received && header.Value.Contains("ESMTPSA", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_holds_the_notice_back_and_the_right_one_sends_it()
    {
        var settings = Outbox.Protected(server);
        settings.Password = "another";
        await using var outbox = await Outbox.OpenAsync(settings);
        var address = server.NewMailbox();
        var queued = await outbox.QueueAsync(Outbox.Draft(address));

        Assert.Equal(0, await outbox.SendAsync());
        var waiting = outbox.Read(queued.Id);
        Assert.Equal((NoticeState.Queued, NoticeFailures.SignInRefused), (waiting.State, waiting.Failure));

        settings.Password = MailServer.Password;
        outbox.Stores.Clock.Now = waiting.NextAttemptAt!.Value;
        Assert.Equal(1, await outbox.SendAsync());
        Assert.Single(await server.ReadAsync(address, 1));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_gets_no_password()
    {
        var settings = Outbox.Protected(server);
        settings.CertificateFingerprint = new string('0', 64);
        await using var outbox = await Outbox.OpenAsync(settings);
        var queued = await outbox.QueueAsync(Outbox.Draft(server.NewMailbox()));

        Assert.Equal(0, await outbox.SendAsync());

        Assert.Equal(NoticeFailures.CertificateNotTrusted, outbox.Read(queued.Id).Failure);
    }

    [Fact]
    public async Task A_server_without_the_required_encryption_gets_nothing()
    {
        var settings = Outbox.Plain(server);
        settings.Encryption = MailEncryption.Required;
        await using var outbox = await Outbox.OpenAsync(settings);
        var queued = await outbox.QueueAsync(Outbox.Draft(server.NewMailbox()));

        Assert.Equal(0, await outbox.SendAsync());

        Assert.Equal(NoticeFailures.EncryptionNotOffered, outbox.Read(queued.Id).Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_recipient_fails_at_once_and_holds_up_nobody_else(bool isProtected)
    {
        await using var outbox = await Outbox.OpenAsync(isProtected ? Outbox.Protected(server) : Outbox.Plain(server));
        var address = server.NewMailbox();
        var refused = await outbox.QueueAsync(Outbox.Draft(MailServer.RefusedMailbox));
        var good = await outbox.QueueAsync(Outbox.Draft(address));

        Assert.Equal(1, await outbox.SendAsync());

        var failed = outbox.Read(refused.Id);
        Assert.Equal((NoticeState.Failed, NoticeFailures.RecipientRefused, null), (failed.State, failed.Failure, failed.NextAttemptAt));
        Assert.NotNull(failed.Content);
        Assert.Equal(NoticeState.Sent, outbox.Read(good.Id).State);
        Assert.Single(await server.ReadAsync(address, 1));
    }

    [Fact]
    public async Task While_the_server_is_down_it_is_tried_ever_more_rarely_and_goes_out_when_it_is_back()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var address = server.NewMailbox();
        var queued = await outbox.QueueAsync(Outbox.Draft(address));
        await server.StopSmtpAsync();
        var waits = new List<Duration>();
        try
        {
            for (var attempt = 1; attempt <= 4; attempt++)
            {
                Assert.Equal(0, await outbox.SendAsync());
                var row = outbox.Read(queued.Id);
                Assert.Equal((NoticeState.Queued, attempt, NoticeFailures.ServerUnreachable), (row.State, row.Attempts, row.Failure));
                waits.Add(row.NextAttemptAt!.Value - outbox.Stores.Clock.Now);
                outbox.Stores.Clock.Now = row.NextAttemptAt.Value;
            }
        }
        finally
        {
            await server.StartSmtpAsync();
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(4, waits.Distinct().Count());
        Assert.Equal(1, await outbox.SendAsync());
        Assert.Equal(queued.MessageId, Assert.Single(await server.ReadAsync(address, 1)).MessageId);
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_given_up_and_kept_for_a_person()
    {
        var settings = Outbox.Plain(server);
        settings.Port = MailServer.FreePort();
        await using var outbox = await Outbox.OpenAsync(settings);
        var queued = await outbox.QueueAsync(Outbox.Draft(server.NewMailbox()));

        while (outbox.Read(queued.Id) is { State: NoticeState.Queued } row)
        {
            outbox.Stores.Clock.Now = row.NextAttemptAt!.Value;
            await outbox.SendAsync();
        }

        var failed = outbox.Read(queued.Id);
        Assert.Equal((NoticeState.Failed, NoticeRetry.Attempts), (failed.State, failed.Attempts));
        Assert.NotNull(failed.Content);
    }

    [Fact]
    public async Task Killed_between_sending_and_commit_it_is_sent_again_under_the_same_message_id()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var address = server.NewMailbox();
        var queued = await outbox.QueueAsync(Outbox.Draft(address));
        outbox.Sql("CREATE TRIGGER killed BEFORE UPDATE OF State ON Notices WHEN NEW.State = 1 BEGIN SELECT RAISE(ABORT, 'killed'); END");
        Assert.Equal(0, await outbox.SendAsync());
        outbox.Sql("DROP TRIGGER killed");
        Assert.Equal(NoticeState.Queued, outbox.Read(queued.Id).State);

        Assert.Equal(0, await outbox.SendAsync());
        outbox.Stores.Clock.Advance(NoticeRetry.Lease);
        Assert.Equal(1, await outbox.SendAsync());

        var messages = await server.ReadAsync(address, 2);
        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.Equal(queued.MessageId, message.MessageId));
        Assert.Equal(NoticeState.Sent, outbox.Read(queued.Id).State);
    }

    [Fact]
    public async Task Killed_after_it_was_taken_it_is_sent_once()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var address = server.NewMailbox();
        var queued = await outbox.QueueAsync(Outbox.Draft(address));
        outbox.Sql($"UPDATE Notices SET Attempts = 1, NextAttemptAt = NextAttemptAt + {NoticeRetry.Lease.BclCompatibleTicks}");
        Assert.Equal(0, await outbox.SendAsync());

        outbox.Stores.Clock.Advance(NoticeRetry.Lease);
        Assert.Equal(1, await outbox.SendAsync());

        Assert.Equal(queued.MessageId, Assert.Single(await server.ReadAsync(address, 1)).MessageId);
    }

    [Fact]
    public async Task Two_processes_on_one_database_send_each_notice_once()
    {
        await using var one = await Outbox.OpenAsync(Outbox.Plain(server));
        await using var other = await Outbox.OpenAsync(Outbox.Plain(server), directory: one.Stores.Directory);
        var address = server.NewMailbox();
        for (var i = 0; i < 6; i++)
        {
            await one.QueueAsync(Outbox.Draft(address));
        }

        var sent = await Task.WhenAll(Task.Run(one.SendAsync), Task.Run(other.SendAsync));

        Assert.Equal(6, sent.Sum());
        Assert.Equal(6, (await server.ReadAsync(address, 6)).Select(message => message.MessageId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task While_the_records_cannot_be_written_a_round_ends_and_nothing_goes_out()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var address = server.NewMailbox();
        await outbox.QueueAsync(Outbox.Draft(address));
        outbox.Sql("CREATE TRIGGER full BEFORE UPDATE ON Notices BEGIN SELECT RAISE(ABORT, 'disk'); END");

        Assert.Equal(0, await outbox.SendAsync().WaitAsync(TimeSpan.FromMinutes(1)));

        outbox.Sql("DROP TRIGGER full");
        Assert.Equal(1, await outbox.SendAsync());
        Assert.Single(await server.ReadAsync(address, 1));
    }

    [Fact]
    public async Task Killed_again_and_again_it_is_left_to_a_person_in_the_end()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var queued = await outbox.QueueAsync(Outbox.Draft(server.NewMailbox()));
        outbox.Sql($"UPDATE Notices SET Attempts = {NoticeRetry.Attempts}");

        Assert.Equal(0, await outbox.SendAsync());

        Assert.Equal((NoticeState.Failed, NoticeFailures.ConnectionLost), (outbox.Read(queued.Id).State, outbox.Read(queued.Id).Failure));
    }

    [Fact]
    public async Task A_notice_is_sent_after_the_subjects_key_is_destroyed()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var subject = await outbox.Stores.AddSubjectAsync((FieldCode.LastName, "Moldabekova"));
        var address = server.NewMailbox();
        await outbox.QueueAsync(Outbox.Draft(address) with { Template = NoticeTemplates.Destroyed, SubjectId = subject.Number });
        Assert.True((await outbox.Stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await outbox.Stores.Destructions().TryFinishAsync(subject, CancellationToken.None));

        Assert.Equal(1, await outbox.SendAsync());

        Assert.Contains("destroyed", Assert.Single(await server.ReadAsync(address, 1)).TextBody, StringComparison.Ordinal);
        Assert.True((await outbox.Stores.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_damaged_notice_fails_by_itself_and_holds_up_nobody_else()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var damaged = await outbox.QueueAsync(Outbox.Draft(server.NewMailbox()));
        outbox.Sql("UPDATE Notices SET Content = randomblob(300)");
        var good = await outbox.QueueAsync(Outbox.Draft(server.NewMailbox()));

        Assert.Equal(1, await outbox.SendAsync());

        Assert.Equal((NoticeState.Failed, NoticeFailures.Unreadable), (outbox.Read(damaged.Id).State, outbox.Read(damaged.Id).Failure));
        Assert.Equal(NoticeState.Sent, outbox.Read(good.Id).State);
    }

    [Fact]
    public async Task Without_a_server_everything_waits_untouched()
    {
        await using var outbox = await Outbox.OpenAsync(new MailSettings());
        var queued = await outbox.QueueAsync(Outbox.Draft("reader@example.kz"));

        Assert.Equal(0, await outbox.SendAsync());

        Assert.Equal((NoticeState.Queued, 0, null), (outbox.Read(queued.Id).State, outbox.Read(queued.Id).Attempts, outbox.Read(queued.Id).Failure));
    }

    [Fact]
    public async Task An_address_that_is_none_fails_at_once()
    {
        await using var outbox = await Outbox.OpenAsync(Outbox.Plain(server));
        var queued = await outbox.QueueAsync(Outbox.Draft("no address at all"));

        Assert.Equal(0, await outbox.SendAsync());

        Assert.Equal((NoticeState.Failed, NoticeFailures.AddressInvalid), (outbox.Read(queued.Id).State, outbox.Read(queued.Id).Failure));
    }
}
