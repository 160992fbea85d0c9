using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Tests.Features.ThirdParties;

public sealed class TransferTests
{
    [Fact]
    public async Task A_transfer_stands_with_fields_purpose_and_moment()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);

        Assert.True((await stores.RecordAsync(stores.Transfer(subject, courier))).IsDone);

        var view = (await stores.Get<ReadTransfers>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).Value;
        var one = Assert.Single(view.Transfers);
        Assert.Equal(("Zhetkizu LLP", "3.2.3", false), (one.Recipient, one.Purpose, one.IsCrossBorder));
        Assert.Equal([FieldCode.LastName, FieldCode.FirstName], one.Fields, StringComparer.Ordinal);
        Assert.Empty(view.Notices);
    }

    [Fact]
    public async Task Fields_and_purposes_that_the_receiver_may_not_have_are_refused()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        var form = stores.Transfer(subject, courier);

        await AssertProblemAsync(stores, form with { Fields = [FieldCode.Email] }, new InvalidInput("Fields", "NotForRecipient"));
        await AssertProblemAsync(stores, form with { Purpose = "3.2.2" }, new InvalidInput("Purpose", "NotForRecipient"));
        await AssertProblemAsync(stores, form with { Fields = [] }, new InvalidInput("Fields", "Choose"));
        await AssertProblemAsync(stores, form with { Fields = [FieldCode.Phone] }, new InvalidInput("Fields", "NotHeld"));
        await AssertProblemAsync(stores, form with { At = stores.Clock.Now + Duration.FromMinutes(1) }, new InvalidInput("TransferredAt", "InFuture"));
        await AssertProblemAsync(stores, form with { At = Instant.FromUtc(2026, 1, 1, 0, 0) }, new InvalidInput("Recipient", "ContractNotInForce"));
        await AssertProblemAsync(stores, form with { Recipient = 99 }, new InvalidInput("Recipient", "Choose"));
        Assert.Equal(0, await stores.QueryAsync(db => db.Transfers.CountAsync()));
    }

    [Fact]
    public async Task Nothing_goes_out_of_a_blocked_record_or_for_a_purpose_that_lost_its_consent()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        Assert.True((await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.3"], Channel = Channel.Post, At = stores.Clock.Now })).IsDone);
        Assert.Equal(new PurposeNotCovered("3.2.3", subject), (await stores.RecordAsync(stores.Transfer(subject, courier))).Refusal);

        await BlockAsync(stores, subject);
        Assert.IsType<RecordBlocked>((await stores.RecordAsync(stores.Transfer(subject, courier))).Refusal);
        Assert.Equal(0, await stores.QueryAsync(db => db.Transfers.CountAsync()));
    }

    [Fact]
    public async Task A_consent_that_says_no_to_third_parties_covers_no_transfer()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var courier = await stores.AddCourierAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Omarov"), (FieldCode.FirstName, "Timur"));
        var consent = ConsentStores.Consent(stores.Clock.Now, ConsentAct.Registration, ["3.2.3"]);
        await stores.AddConsentAsync(subject, consent with { Scope = new ConsentScope(null, ThirdParties: false, null, null, Term: true) });

        Assert.Equal(new PurposeNotCovered("3.2.3", subject), (await stores.RecordAsync(stores.Transfer(subject, courier))).Refusal);
    }

    [Fact]
    public async Task A_withdrawal_tells_who_received_data_for_what_is_lost_and_nobody_else()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        Assert.True((await stores.RecordAsync(stores.Transfer(subject, courier))).IsDone);

        await stores.WithdrawAsync(subject, new() { Purposes = ["3.2.4"], Channel = Channel.Post, At = stores.Clock.Now });
        Assert.Empty(await NoticesAsync(stores));
        await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now });

        var notice = Assert.Single(await NoticesAsync(stores));
        Assert.Equal(
            (NoticeTemplates.RecipientWithdrawn, courier, subject.Number, "ru"),
            (notice.Template, notice.RecipientId!.Value, notice.SubjectId!.Value, notice.Language));
        Assert.True(notice.AcknowledgeBefore > stores.Clock.Now);
    }

    [Fact]
    public async Task A_block_is_told_once_it_can_no_longer_be_undone_and_an_undone_one_to_nobody()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        await stores.RecordAsync(stores.Transfer(subject, courier));

        await BlockAsync(stores, subject);
        Assert.True(Assert.Single(await NoticesAsync(stores)).NextAttemptAt > stores.Clock.Now + Duration.FromSeconds(59));
        Assert.True((await stores.Get<UndoBlock>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);

        Assert.Equal(NoticeState.Cancelled, Assert.Single(await NoticesAsync(stores)).State);
    }

    [Fact]
    public async Task Who_was_told_of_a_block_is_told_of_its_end()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        await stores.RecordAsync(stores.Transfer(subject, courier));
        await BlockAsync(stores, subject);
        TestStores.Sql(stores.Files.Records, "UPDATE Notices SET State = 1, Content = NULL");
        stores.Clock.Advance(Duration.FromHours(2));

        Assert.True((await stores.Get<UnblockSubject>().HandleAsync(Actors.Dpo, subject, "Not confirmed", CancellationToken.None)).IsDone);

        Assert.Equal(
            [NoticeTemplates.RecipientBlocked, NoticeTemplates.RecipientReleased],
            (await NoticesAsync(stores)).Select(row => row.Template), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_block_of_somebody_whose_data_went_nowhere_tells_nobody()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, _) = await SubjectAsync(stores);
        await BlockAsync(stores, subject);
        Assert.Empty(await NoticesAsync(stores));
    }

    [Fact]
    public async Task A_notice_that_is_not_confirmed_in_time_is_overdue()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        await stores.RecordAsync(stores.Transfer(subject, courier));
        await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now });

        Assert.Equal(RecipientNoticeState.Queued, await StateAsync(stores, courier));
        TestStores.Sql(stores.Files.Records, "UPDATE Notices SET State = 1");
        Assert.Equal(RecipientNoticeState.Sent, await StateAsync(stores, courier));
        stores.Clock.Advance(Duration.FromDays(10));
        Assert.Equal(RecipientNoticeState.Overdue, await StateAsync(stores, courier));
        TestStores.Sql(stores.Files.Records, "UPDATE Notices SET State = 2");
        Assert.Equal(RecipientNoticeState.Acknowledged, await StateAsync(stores, courier));
    }

    [Fact]
    public async Task Nothing_of_the_person_stands_in_the_clear_in_notices_and_transfers()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        await stores.RecordAsync(stores.Transfer(subject, courier));
        await stores.WithdrawAsync(subject, new() { Channel = Channel.Post, At = stores.Clock.Now });
        await stores.CloseAsync();

        Assert.All(
            Directory.GetFiles(stores.Directory),
            file => Assert.DoesNotContain("Ermekova", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_correction_tells_who_received_that_field_and_nobody_else()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var (subject, courier) = await SubjectAsync(stores);
        await stores.RecordAsync(stores.Transfer(subject, courier));

        await CorrectAsync(stores, subject, FieldCode.Email, "new@example.kz");
        Assert.Empty(await NoticesAsync(stores));
        await CorrectAsync(stores, subject, FieldCode.LastName, "Omarova");

        Assert.Equal(NoticeTemplates.RecipientCorrected, Assert.Single(await NoticesAsync(stores)).Template);
    }

    private static async Task CorrectAsync(TestStores stores, SubjectId subject, string field, string value)
    {
        var start = (await stores.Get<StartCorrection>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).Value;
        var form = new CorrectionForm
        {
            Subject = subject,
            Mark = start.Mark,
            Field = field,
            Value = value,
            Kind = EvidenceKind.Letter,
            Reference = "Letter 3",
            Word = WordOf.Subject,
            ReceivedAt = stores.Clock.Now,
        };
        Assert.True((await stores.Get<CorrectSubject>().HandleAsync(Actors.Dpo, form, CancellationToken.None)).IsDone);
    }

    private static async Task<RecipientNoticeState> StateAsync(TestStores stores, long recipient) =>
        Assert.Single((await stores.Get<ReadRecipients>().HandleAsync(Actors.Dpo, recipient, CancellationToken.None)).Value.Notices).State;

    private static async Task BlockAsync(TestStores stores, SubjectId subject) =>
        Assert.True((await stores.Get<BlockSubject>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);

    private static Task<List<NoticeRow>> NoticesAsync(TestStores stores) =>
        stores.QueryAsync(db => db.Notices.AsNoTracking().OrderBy(row => row.Id).ToListAsync());

    private static async Task AssertProblemAsync(TestStores stores, TransferForm form, params InvalidInput[] problems) =>
        Assert.Equal(problems, Assert.IsType<InvalidInputs>((await stores.RecordAsync(form)).Refusal).Problems);

    private static async Task<(SubjectId Subject, long Courier)> SubjectAsync(TestStores stores) =>
        (await stores.AddRegisteredAsync(), await stores.AddCourierAsync());
}
