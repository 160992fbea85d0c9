using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.ThirdParties;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Consents;

/// <summary>A withdrawal recorded on the subject's page, to its letter.</summary>
public sealed class WithdrawConsentTests
{
    [Fact]
    public async Task It_is_registered_granted_and_carried_out_as_a_request()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();

        var made = (await WithdrawAsync(stores, await FormAsync(stores, subject))).Value;

        var request = await stores.QueryAsync(db => db.Requests.Include(row => row.Steps).Include(row => row.Matters).SingleAsync());
        Assert.Equal(made.Number, request.NumberOf());
        Assert.Equal((RequestStage.CarriedOut, subject.Number), (request.Stage, request.SubjectId!.Value));
        Assert.Equal(
            [null, RequestStep.ConfirmIdentity, RequestStep.Decide, RequestStep.CarryOut],
            request.Steps.OrderBy(step => step.Sequence).Select(step => step.Step));
        var answer = await stores.QueryAsync(db => db.Duties.SingleAsync(duty => duty.Kind == "answer-withdrawal"));
        Assert.Equal((request.Id, (Instant?)stores.Clock.Now), (answer.RequestId!.Value, answer.EndedAt));
        Assert.All(
            await stores.QueryAsync(db => db.ConsentEvents.Where(row => row.Kind == ConsentEventKind.Withdrawn).ToListAsync()),
            row => Assert.Equal(request.Id, row.RequestId));
    }

    [Fact]
    public async Task The_letter_says_for_what_and_by_when_in_the_transaction_of_the_withdrawal()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();

        var made = (await WithdrawAsync(stores, await FormAsync(stores, subject))).Value;

        var notice = await stores.QueryAsync(db => db.Notices.SingleAsync(row => row.RecipientId == null));
        Assert.Equal(
            (NoticeTemplates.WithdrawalAccepted, Channel.Email, "kk", NoticeState.Queued),
            (notice.Template, notice.Channel, notice.Language, notice.State));
        var content = await ContentAsync(stores, notice);
        Assert.Equal("a.ermekova@example.kz", content.To.Email);
        Assert.Equal(made.Number.ToString(), content.Values[NoticeValues.Number]);
        Assert.Equal("2026-12-07", content.Values[NoticeValues.DueOn]);
        Assert.Equal("3.2.1,3.2.2,3.2.3,3.2.4,3.2.5,3.2.6", content.Values[NoticeValues.Purposes]);
    }

    [Fact]
    public async Task Where_a_purpose_remains_the_letter_says_which_and_of_no_destruction()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject) with { Extent = WithdrawalExtent.Purposes, Purposes = ["3.2.2", "3.2.4"] };

        await WithdrawAsync(stores, form);

        var values = (await ContentAsync(stores, await stores.QueryAsync(db => db.Notices.SingleAsync()))).Values;
        Assert.Equal("3.2.2,3.2.4", values[NoticeValues.Purposes]);
        Assert.Equal("3.2.1,3.2.3,3.2.5", values[NoticeValues.Remaining]);
        Assert.False(values.ContainsKey(NoticeValues.DueOn));
    }

    [Fact]
    public async Task A_destruction_that_is_owed_already_keeps_its_day()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var owed = (await stores.Operation.ChangeAsync<DutyRow>(
            Actor.Job("test"),
            Right.Maintain,
            "test.duty",
            async (scope, cancellation) =>
            {
                scope.Record(ProcessingAction.Administration, "9.7");
                return await scope.StartDutyAsync(
                    DutyKind.DestroyAfterPurpose, scope.Now - Duration.FromDays(9), cancellation, subjectId: subject.Number);
            },
            CancellationToken.None)).Value;
        var form = await FormAsync(stores, subject) with { Extent = WithdrawalExtent.Purposes, Purposes = ["3.2.2"] };

        var preview = (await stores.Get<WithdrawConsent>().PreviewAsync(Actors.Dpo, form, CancellationToken.None)).Value;
        var made = (await WithdrawAsync(stores, form)).Value;

        Assert.Equal((owed.DueDay, owed.DueDay), (preview.DestroyBy, made.DestroyBy));
        var values = (await ContentAsync(stores, await stores.QueryAsync(db => db.Notices.SingleAsync()))).Values;
        Assert.Equal(NodaTime.Text.LocalDatePattern.Iso.Format(owed.DueDay), values[NoticeValues.DueOn]);
    }

    [Fact]
    public async Task By_post_it_goes_to_the_postal_address_and_third_parties_are_counted()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var courier = await stores.AddCourierAsync();
        Assert.True((await stores.RecordAsync(stores.Transfer(subject, courier))).IsDone);
        var form = await FormAsync(stores, subject) with { ReplyBy = Channel.Post, ReplyTo = "Almaty, Dostyk 5" };

        await WithdrawAsync(stores, form);

        var notice = await stores.QueryAsync(db => db.Notices.SingleAsync(row => row.RecipientId == null));
        var content = await ContentAsync(stores, notice);
        Assert.Equal((Channel.Post, (string?)null, "Almaty, Dostyk 5"), (notice.Channel, content.To.Email, content.To.PostalAddress));
        Assert.Equal("1", content.Values[NoticeValues.Recipients]);
    }

    [Fact]
    public async Task The_withdrawal_itself_is_kept_under_the_subjects_key()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var bytes = Encoding.UTF8.GetBytes("I withdraw everything. Ermekova");
        var form = await FormAsync(stores, subject) with { Document = "", File = new DocumentUpload(DocumentKind.Other, "letter.txt", bytes) };

        var made = (await WithdrawAsync(stores, form)).Value;

        var document = await stores.QueryAsync(db => db.RequestDocuments.SingleAsync());
        Assert.Equal((subject.Number, "text/plain"), (document.SubjectId!.Value, document.ContentType));
        Assert.Equal(-1, document.Content.AsSpan().IndexOf("Ermekova"u8));
        var opened = await stores.Get<RequestFiles>().OpenAsync(Actors.Dpo, made.Number, document.Sequence, CancellationToken.None);
        Assert.Equal(bytes, opened.Value.Content);
    }

    [Fact]
    public async Task A_file_that_is_no_document_is_told_and_nothing_is_done()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject) with { File = new DocumentUpload(DocumentKind.Other, "letter.pdf", "MZ\0\0"u8.ToArray()) };

        Assert.Equal(
            [new InvalidInput("Document", "FileType")], Assert.IsType<InvalidInputs>((await WithdrawAsync(stores, form)).Refusal).Problems);
        Assert.Equal(0, await stores.QueryAsync(db => db.Requests.CountAsync()));
    }

    [Fact]
    public async Task A_withdrawal_that_is_hindered_leaves_no_request_and_no_key()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject) with { Against = RefusalGround.LegalDutyToKeep };

        Assert.IsType<WithdrawalHindered>((await WithdrawAsync(stores, form)).Refusal);
        Assert.Equal(0, await stores.QueryAsync(db => db.Requests.CountAsync()));
        Assert.Equal(0, TestStores.Sql(stores.Files.Keyring, $"SELECT COUNT(*) FROM HolderKeys WHERE Kind = {(int)KeyHolder.Request}"));
    }

    [Theory]
    [InlineData(Channel.Email, "Almaty, Dostyk 5", "Email")]
    [InlineData(Channel.Post, " ", "Required")]
    public async Task An_address_that_does_not_fit_is_told(Channel channel, string address, string problem)
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddRegisteredAsync();
        var form = await FormAsync(stores, subject) with { ReplyBy = channel, ReplyTo = address };

        Assert.Equal(
            [new InvalidInput("ReplyTo", problem)], Assert.IsType<InvalidInputs>((await WithdrawAsync(stores, form)).Refusal).Problems);
    }

    private static async Task<WithdrawalForm> FormAsync(TestStores stores, SubjectId subject)
    {
        var start = (await stores.Get<StartConsentChange>().HandleAsync(Actors.Dpo, subject, Uses.Withdraw, CancellationToken.None)).Value;
        return new WithdrawalForm
        {
            Subject = subject,
            Mark = start.Mark,
            Extent = WithdrawalExtent.Whole,
            Channel = Channel.Email,
            ReceivedAt = stores.Clock.Now - Duration.FromHours(3),
            IdentityCheck = IdentityCheck.KnownAddress,
            Document = "E-mail of 20 November",
            ReplyBy = Channel.Email,
            ReplyTo = start.Reply.Email,
            Language = "kk",
        };
    }

    private static Task<Result<WithdrawalMade>> WithdrawAsync(TestStores stores, WithdrawalForm form) =>
        stores.Get<WithdrawConsent>().HandleAsync(Actors.Dpo, form, CancellationToken.None);

    private static async Task<NoticeContent> ContentAsync(TestStores stores, NoticeRow row) =>
        (await stores.Operation.ReadAsync<NoticeContent>(
            Actors.Dpo,
            Right.ReadNotices,
            "test.open",
            async (scope, cancellation) =>
            {
                var found = await scope.Db.Notices.SingleAsync(one => one.Id == row.Id, cancellation);
                scope.Record(found, ProcessingAction.Use);
                return scope.OpenNotice(found.Id).Open(found.Content!);
            },
            CancellationToken.None)).Value;

    private static async Task<TestStores> OpenAsync() =>
        await (await TestStores.OpenAsync(more: services => services.AddConsents().AddThirdParties().AddSingleton<RequestFiles>())).WithRegistersAsync();
}
