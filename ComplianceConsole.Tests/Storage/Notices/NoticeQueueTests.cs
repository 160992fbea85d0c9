using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Notices;

public sealed class NoticeQueueTests
{
    private static readonly NoticeDraft Draft = new()
    {
        Template = NoticeTemplates.Answer,
        Channel = Channel.Email,
        Language = "kk",
        To = new NoticeAddress("Zhansaya Moldabekova", "zhansaya.m@example.kz", "Abay avenue 17"),
        Values = new Dictionary<string, string>(StringComparer.Ordinal) { [NoticeValues.Text] = "Unmistakable answer text" },
        Attachment = new NoticeAttachment("answer.txt", "text/plain", Encoding.UTF8.GetBytes("Unmistakable attached file")),
    };

    [Fact]
    public async Task A_queued_notice_opens_with_its_own_key_alone_and_no_file_holds_a_word_of_it()
    {
        await using var stores = await TestStores.OpenAsync();

        var row = await QueueAsync(stores);

        Assert.Equal(NoticeState.Queued, row.State);
        Assert.Equal(row.QueuedAt, row.NextAttemptAt);
        using (var cipher = stores.Keyring.Open(KeyHolder.Notice, row.Id))
        {
            Assert.NotNull(cipher);
        }

        foreach (var word in new[] { "Moldabekova", "zhansaya.m", "Abay avenue", "Unmistakable" })
        {
            Assert.DoesNotContain(Directory.GetFiles(stores.Directory), file => Bytes(file).IndexOf(Encoding.UTF8.GetBytes(word)) >= 0);
        }

        var opened = await stores.Operation.ReadAsync<NoticeContent>(
            Actors.Dpo,
            Right.ReadNotices,
            "test.open",
            async (scope, cancellation) =>
            {
                var found = await scope.Db.Notices.SingleAsync(cancellation);
                scope.Record(found, ProcessingAction.Use);
                return scope.OpenNotice(found.Id).Open(found.Content!);
            },
            CancellationToken.None);
        Assert.Equal("Zhansaya Moldabekova", opened.Value.To.Name);
        Assert.Equal(Draft.Attachment!.Content, opened.Value.Attachment!.Content);
    }

    [Fact]
    public async Task The_message_id_is_random_and_of_the_organisations_domain()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.WithRegistersAsync();

        var first = await QueueAsync(stores);
        var second = await QueueAsync(stores);

        Assert.Matches("^[0-9a-f]{32}@[a-z0-9.-]+$", first.MessageId);
        Assert.NotEqual(first.MessageId, second.MessageId, StringComparer.Ordinal);
        Assert.EndsWith("@bilim-alany.example.kz", first.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_e_mail_without_an_address_goes_by_post_and_is_never_due_by_itself()
    {
        await using var stores = await TestStores.OpenAsync();

        var row = await QueueAsync(stores, Draft with { To = new NoticeAddress("Zhansaya Moldabekova") });

        Assert.Equal(Channel.Post, row.Channel);
        Assert.Null(row.NextAttemptAt);
    }

    [Fact]
    public async Task A_decision_that_is_refused_leaves_no_notice_and_the_sweep_takes_its_key()
    {
        await using var stores = await TestStores.OpenAsync();

        var refused = await stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.HandleRequest,
            "test.refused",
            scope =>
            {
                scope.QueueNotice(Draft);
                return new StepNotOpen("Notify");
            },
            CancellationToken.None);

        Assert.False(refused.IsDone);
        Assert.Equal(1, await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));
        Assert.Null(stores.Keyring.Open(KeyHolder.Notice, 1));
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Notices"));
    }

    [Fact]
    public async Task A_waiting_notices_key_outlives_the_sweep()
    {
        await using var stores = await TestStores.OpenAsync();
        var row = await QueueAsync(stores);

        Assert.Equal(0, await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));

        using var cipher = stores.Keyring.Open(KeyHolder.Notice, row.Id);
        Assert.NotNull(cipher);
    }

    [Fact]
    public async Task A_delivered_notice_loses_content_and_key_and_tells_whoever_follows()
    {
        var follower = new Follower();
        await using var stores = await TestStores.OpenAsync(more: services => services.AddSingleton<INoticeDelivered>(follower));
        var row = await QueueAsync(stores);
        var wrapped = WrappedKey(stores, row.Id);

        await DeliverAsync(stores, row.Id);

        Assert.Equal(row.Id, Assert.Single(follower.Told));
        Assert.Null(stores.Keyring.Open(KeyHolder.Notice, row.Id));
        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Notices WHERE Content IS NULL AND State = 1"));
        Assert.DoesNotContain(Directory.GetFiles(stores.Directory, "keys.db*"), file => Bytes(file).IndexOf(wrapped) >= 0);
    }

    [Fact]
    public async Task The_sweep_finishes_a_delivery_whose_key_could_not_be_removed()
    {
        await using var stores = await TestStores.OpenAsync();
        var row = await QueueAsync(stores);
        TestStores.Sql(stores.Files.Keyring, "CREATE TRIGGER refuse BEFORE DELETE ON HolderKeys BEGIN SELECT RAISE(ABORT, 'disk'); END");
        await DeliverAsync(stores, row.Id);
        TestStores.Sql(stores.Files.Keyring, "DROP TRIGGER refuse");
        using (var left = stores.Keyring.Open(KeyHolder.Notice, row.Id))
        {
            Assert.NotNull(left);
        }

        Assert.Equal(1, await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));

        Assert.Null(stores.Keyring.Open(KeyHolder.Notice, row.Id));
    }

    [Fact]
    public async Task The_delivery_of_a_notice_is_recorded_also_when_the_subjects_key_is_gone()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Moldabekova"));
        var row = await QueueAsync(stores, Draft with { Template = NoticeTemplates.Destroyed, SubjectId = subject.Number });
        await stores.PutAsync(subject, SubjectState.Destroyed);
        stores.Destroy(subject.Number);

        await DeliverAsync(stores, row.Id);

        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Notices WHERE State = 1"));
        Assert.True((await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(progress: null, CancellationToken.None)).Holds);
    }

    private static async Task<NoticeRow> QueueAsync(TestStores stores, NoticeDraft? draft = null)
    {
        var result = await stores.Operation.ChangeAsync<NoticeRow>(
            Actors.Dpo,
            Right.HandleRequest,
            "test.queue",
            scope =>
            {
                scope.Record(ProcessingAction.Use, "8.2");
                return scope.QueueNotice(draft ?? Draft);
            },
            CancellationToken.None);
        return result.Value;
    }

    private static async Task DeliverAsync(TestStores stores, long id)
    {
        var delivery = stores.Services.GetRequiredService<NoticeDelivery>();
        var result = await stores.Operation.ChangeAsync<Done>(
            Actor.Job("notices"),
            Right.Maintain,
            "test.deliver",
            async (scope, cancellation) =>
            {
                var row = await scope.Db.Notices.SingleAsync(notice => notice.Id == id, cancellation);
                await delivery.RecordAsync(scope, row, scope.Now, by: null, cancellation);
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(result.IsDone);
    }

    private static byte[] WrappedKey(TestStores stores, long id)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={stores.Files.Keyring}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT WrappedKey FROM HolderKeys WHERE Kind = 3 AND Id = $id";
        command.Parameters.AddWithValue("$id", id);
        return (byte[])command.ExecuteScalar()!;
    }

    private static ReadOnlySpan<byte> Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class Follower : INoticeDelivered
    {
        public List<long> Told { get; } = [];

        public Task DeliveredAsync(OperationScope scope, NoticeRow notice, CancellationToken cancellation)
        {
            Assert.Null(notice.Content);
            Assert.NotNull(notice.SentAt);
            Told.Add(notice.Id);
            return Task.CompletedTask;
        }
    }
}
