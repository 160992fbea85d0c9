using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Notices;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Features.ThirdParties;

/// <summary>What waits to be handed to a third party when the record is blocked. Policy 2.1(7).</summary>
public sealed class BlockedDisseminationTests
{
    [Fact]
    public async Task A_new_value_waits_for_the_end_of_the_block_and_the_attempt_is_recorded()
    {
        await using var stores = await RecipientDesk.OpenAsync();
        var courier = await stores.AddCourierAsync();
        var subject = await stores.AddRegisteredAsync();
        Assert.True((await stores.RecordAsync(stores.Transfer(subject, courier))).IsDone);
        var corrected = await stores.Get<CorrectSubject>().HandleAsync(
            Actors.Dpo,
            new CorrectionForm
            {
                Subject = subject,
                Mark = int.MaxValue,
                Field = FieldCode.LastName,
                Value = "Serikova",
                Kind = EvidenceKind.IdentityDocument,
                Reference = "Passport",
                Word = WordOf.Subject,
                ReceivedAt = stores.Clock.Now,
            },
            CancellationToken.None);
        Assert.True(corrected.IsDone);
        var id = (await NoticeAsync(stores)).Id;
        await stores.Get<BlockSubject>().HandleAsync(Actors.Staff, subject, CancellationToken.None);
        var sending = new SendingRecords(stores.Operation, stores.Get<NoticeDelivery>());

        var taken = (await sending.TakeAsync(id, CancellationToken.None)).Value;

        Assert.Null(taken.Content);
        Assert.Equal((NoticeState.Queued, true), ((await NoticeAsync(stores)).State, (await NoticeAsync(stores)).NextAttemptAt is null));
        Assert.False((await sending.TakeAsync(id, CancellationToken.None)).IsDone);
        await stores.Get<UnblockSubject>().HandleAsync(Actors.Dpo, subject, "Examined", CancellationToken.None);
        Assert.NotNull((await sending.TakeAsync(id, CancellationToken.None)).Value.Content);
    }

    private static Task<NoticeRow> NoticeAsync(TestStores stores) =>
        stores.QueryAsync(db => db.Notices.AsNoTracking().SingleAsync(row => row.Template == NoticeTemplates.RecipientCorrected));
}
