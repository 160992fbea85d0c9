using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Administration;
using ComplianceConsole.Features.Administration.Jobs;
using ComplianceConsole.Features.Administration.Keys;
using ComplianceConsole.Features.Audit;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Registers;
using ComplianceConsole.Features.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Intake;
using ComplianceConsole.Notices;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Features.Subjects;
using ComplianceConsole.Tests.Features.ThirdParties;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace ComplianceConsole.Tests.Integration.StateMatrix;

/// <summary>One console with every use case, on which all rows of the table are tried: each on subjects of its own.</summary>
public sealed class MatrixDesk : IAsyncLifetime
{
    private int _subjects;

    internal RequestDesk Desk { get; private set; } = null!;

    internal TestStores Stores => Desk.Stores;

    internal long Recipient { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Desk = await RequestDesk.OpenAsync(isSetUp: false, services =>
        {
            services.AddLocalization().AddDataProtection();
            services.AddSingleton(new MailSettings()).AddSingleton(new JobsSettings()).AddSingleton(new ConsoleSettings()).AddSingleton(new SiteSettings());
            services.AddSubjects().AddConsents().AddThirdParties().AddNotices().AddAudit().AddAdministration().AddKeys().AddJobs().AddRegisters().AddIntake();
            services.AddConsoleNotices();
            services.RemoveAll<IHostedService>();
        });
        await Stores.WithRegistersAsync();
        Recipient = await Stores.AddCourierAsync();
    }

    public async ValueTask DisposeAsync() => await Desk.DisposeAsync();

    internal T Get<T>()
        where T : notnull => Desk.Get<T>();

    /// <summary>A subject who registered, with an external id of the number.</summary>
    internal async Task<(SubjectId Subject, string ExternalId)> AddAsync()
    {
        var name = $"m{++_subjects}";
        var subject = await Stores.AddRegisteredAsync(
            new LocalDate(2027, 6, 30),
            more: [(FieldCode.Email, $"{name}@example.kz"), (FieldCode.ExternalId, name), (FieldCode.Phone, "+77750001542"), (FieldCode.UserType, "enterprise")]);
        return (subject, name);
    }

    internal async Task EnterAsync(SubjectId subject, SubjectState state)
    {
        // What was prepared may have left it blocked.
        var isBlocked = await Stores.StateAsync(subject) == SubjectState.Blocked;
        if (isBlocked && state != SubjectState.Blocked)
        {
            Assert.True((await Get<UnblockSubject>().HandleAsync(Actors.Dpo, subject, "Prepared", CancellationToken.None)).IsDone);
        }

        switch (state)
        {
            case SubjectState.Active:
                break;
            case SubjectState.Blocked when isBlocked:
                break;
            case SubjectState.Blocked:
                Assert.True((await Get<BlockSubject>().HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);
                break;
            case SubjectState.ReleasedForDestruction:
                await DecideAsync(subject);
                break;
            case SubjectState.Depersonalised:
                await DecideAsync(subject);
                await RemainAsync(subject);
                Assert.NotNull(await Get<Destructions>().TryFinishAsync(subject, CancellationToken.None));
                break;
            case SubjectState.Destroyed:
                await DecideAsync(subject);
                Assert.NotNull(await Get<Destructions>().TryFinishAsync(subject, CancellationToken.None));
                break;
        }
    }

    // The decision of a group, of which this is one.
    private async Task RemainAsync(SubjectId subject) =>
        Assert.True((await Stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.DestroySubject,
            "test.remain",
            async (scope, cancellation) =>
            {
                (await scope.Db.Destructions.FindAsync([subject.Number], cancellation))!.Note(new RemainsFacts { SmallestGroup = 5, Together = 10, Whole = 10 });
                scope.Record(ProcessingAction.Depersonalisation, "2.1(11)", subject);
                return default(Done);
            },
            CancellationToken.None)).IsDone);

    /// <summary>A letter about the subject, with changes a sender would have made.</summary>
    internal async Task<(long Id, int Version)> QueueAsync(SubjectId subject, Channel channel, Action<NoticeRow>? then)
    {
        var queued = await Stores.Operation.ChangeAsync<(long, int)>(
            Actor.Job("test"),
            Right.Maintain,
            "test.queue",
            scope =>
            {
                var row = scope.QueueNotice(
                    new NoticeDraft
                    {
                        Template = NoticeTemplates.Answer,
                        Channel = channel,
                        Language = "en",
                        To = new NoticeAddress("Aigerim Ermekova", "a@example.kz", "Almaty, Abay 1"),
                        SubjectId = subject.Number,
                        AcknowledgeBefore = scope.Now + Duration.FromDays(9),
                        Attachment = new NoticeAttachment("report.pdf", "application/pdf", [1, 2, 3]),
                    });
                then?.Invoke(row);
                scope.Record(ProcessingAction.Recording, "8.2", subject);
                return (row.Id, row.Version);
            },
            CancellationToken.None);
        return queued.Value;
    }

    private async Task DecideAsync(SubjectId subject) =>
        Assert.True((await Stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.DestroySubject,
            "test.decide",
            scope =>
            {
                scope.BeginDestruction(scope.Find(subject)!, new DestructionOrder("9.4", RequestId: null, DutyId: null));
                return default(Done);
            },
            CancellationToken.None)).IsDone);
}
