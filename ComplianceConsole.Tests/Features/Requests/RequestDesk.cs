using ComplianceConsole.Documents;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Consents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Requests;

/// <summary>Real stores with an organisation entered, and the use cases of requests and reports at hand.</summary>
public sealed class RequestDesk : IAsyncDisposable
{
    private RequestDesk(TestStores stores) => Stores = stores;

    public TestStores Stores { get; }

    public AdjustableClock Clock => Stores.Clock;

    public T Get<T>()
        where T : notnull => Stores.Services.GetRequiredService<T>();

    public static async Task<RequestDesk> OpenAsync(bool isSetUp = true, Action<IServiceCollection>? more = null)
    {
        var stores = await TestStores.OpenAsync(more: services =>
        {
            services.AddConsoleDocuments().AddRequests().AddReports().AddCorrections().AddToday().AddDestruction().AddIncidents();
            services.TryAddSingleton(new MailSettings());
            more?.Invoke(services);
        });
        var desk = new RequestDesk(stores);
        if (isSetUp)
        {
            await desk.SetUpAsync();
        }

        return desk;
    }

    /// <summary>Over stores that are open, and have the use cases.</summary>
    public static async Task<RequestDesk> OverAsync(TestStores stores, bool isSetUp)
    {
        var desk = new RequestDesk(stores);
        if (isSetUp)
        {
            await desk.SetUpAsync();
        }

        return desk;
    }

    /// <summary>What a person asks who comes by e-mail for disclosure, to be changed with <c>with</c>.</summary>
    public RegisterRequestCommand Asked(SubjectId? subject = null) =>
        new()
        {
            Kind = RequestKind.Disclosure,
            Applicant = ApplicantKind.Subject,
            Channel = Channel.Email,
            ReceivedAt = Clock.Now,
            Subject = subject,
            IdentityCheck = IdentityCheck.KnownAddress,
            Language = "en",
            ApplicantName = "Aruzhan Ermekova",
            ReplyTo = "a.ermekova@example.kz",
            Text = "What do you hold about me?",
        };

    /// <summary>Makes somebody known as one who works here.</summary>
    public async Task SignInAsync(Actor actor) =>
        Assert.True((await Stores.Operation.ChangeAsync<Done>(
            actor,
            Right.SeeToday,
            "test.sign-in",
            async (scope, cancellation) =>
            {
                await scope.RememberColleagueAsync(cancellation);
                scope.Record(ProcessingAction.Administration, "7.1");
                return default(Done);
            },
            CancellationToken.None)).IsDone);

    public Task<Result<RequestNumber>> RegisterAsync(RegisterRequestCommand command, Actor? actor = null) =>
        Get<RegisterRequest>().HandleAsync(actor ?? Actors.Staff, command, CancellationToken.None);

    public async Task<RequestNumber> RegisteredAsync(SubjectId? subject = null) => (await RegisterAsync(Asked(subject))).Value;

    public async Task<RequestView> ReadAsync(RequestNumber number, Actor? actor = null) =>
        (await Get<ReadRequest>().HandleAsync(actor ?? Actors.Dpo, number, CancellationToken.None)).Value;

    public async Task<int> VersionAsync(RequestNumber number) => (await ReadAsync(number)).Version;

    public async Task<Result<Done>> ConfirmAsync(RequestNumber number, Actor? actor = null, IdentityCheck? check = null)
    {
        var view = await ReadAsync(number);
        var unless = view.Applicant == ApplicantKind.AuthorisedBody ? IdentityCheck.OfficialLetter : IdentityCheck.IdentityDocument;
        return await Get<ConfirmIdentity>().HandleAsync(
            actor ?? Actors.Dpo, new ConfirmIdentityCommand(number, view.Version, check ?? unless, "Passport seen"), CancellationToken.None);
    }

    public async Task<Result<int>> PrepareAsync(RequestNumber number, Actor? actor = null, string? language = null, bool withNames = false) =>
        await Get<PrepareReport>().HandleAsync(
            actor ?? Actors.Dpo,
            new PrepareReportCommand(number, await VersionAsync(number), language, withNames),
            CancellationToken.None);

    public async Task<Result<Done>> ApproveAsync(RequestNumber number, int sequence = 1, Actor? actor = null) =>
        await Get<ApproveReport>().HandleAsync(
            actor ?? Actors.Dpo,
            new ApproveReportCommand(number, await VersionAsync(number), sequence),
            CancellationToken.None);

    public async Task<Result<Done>> HandOverAsync(RequestNumber number, Instant? at = null, Actor? actor = null) =>
        await Get<HandOverReport>().HandleAsync(
            actor ?? Actors.Dpo,
            new HandOverReportCommand(number, await VersionAsync(number), at ?? Clock.Now, Channel.Email),
            CancellationToken.None);

    /// <summary>Lays the report into the outbox with its covering letter.</summary>
    public async Task<Result<Done>> SendReportAsync(RequestNumber number, Channel channel = Channel.Email, string replyTo = "", Actor? actor = null) =>
        await Get<HandOverReport>().HandleAsync(
            actor ?? Actors.Dpo,
            new HandOverReportCommand(number, await VersionAsync(number), HandedOverAt: null, channel, replyTo),
            CancellationToken.None);

    public async Task<Result<Done>> RefuseAsync(
        RequestNumber number,
        Actor? actor = null,
        string reason = "Not the subject.",
        RequestKind matter = RequestKind.Disclosure,
        RefusalGround? ground = null)
    {
        var view = await ReadAsync(number);
        var unless = view.Course.IsIdentified ? RefusalGround.Repeated : RefusalGround.IdentityNotConfirmed;
        return await Get<DecideMatter>().HandleAsync(
            actor ?? Actors.Dpo, new RefuseCommand(number, view.Version, matter, ground ?? unless, reason), CancellationToken.None);
    }

    public async Task<Result<Done>> GrantAsync(RequestNumber number, RequestKind matter, Actor? actor = null, string finding = "It is so.") =>
        await Get<DecideMatter>().HandleAsync(
            actor ?? Actors.Dpo,
            new GrantCommand(number, await VersionAsync(number), matter, finding, IsGateChecked: true),
            CancellationToken.None);

    public async Task<Result<Done>> EvidenceAsync(RequestNumber number, Instant? at = null, Actor? actor = null, params DocumentUpload[] files) =>
        await Get<ReceiveEvidence>().HandleAsync(
            actor ?? Actors.Staff,
            new ReceiveEvidenceCommand(number, await VersionAsync(number), at ?? Clock.Now, "Certificate", files),
            CancellationToken.None);

    public async Task<Result<Done>> BlockOnComplaintAsync(RequestNumber number, Actor? actor = null) =>
        await Get<BlockOnComplaint>().BlockAsync(
            actor ?? Actors.Staff, new ComplaintBlockCommand(number, await VersionAsync(number), "Examined"), CancellationToken.None);

    public async Task<Result<Done>> ReleaseAsync(RequestNumber number, Actor? actor = null) =>
        await Get<BlockOnComplaint>().ReleaseAsync(
            actor ?? Actors.Dpo, new ComplaintBlockCommand(number, await VersionAsync(number)), CancellationToken.None);

    public async Task<Result<Done>> StopAsync(RequestNumber number, Instant? at = null, Actor? actor = null) =>
        await Get<StopProcessing>().HandleAsync(
            actor ?? Actors.Dpo,
            new StopProcessingCommand(number, await VersionAsync(number), at ?? Clock.Now, "Removed from the list"),
            CancellationToken.None);

    /// <summary>Follows a withdrawal as a whole.</summary>
    public async Task<Result<Done>> FollowAsync(RequestNumber number) =>
        await Get<FollowWithdrawal>().HandleAsync(
            Actors.Dpo, new FollowWithdrawalCommand(number, await VersionAsync(number), []), CancellationToken.None);

    public async Task<Result<Done>> AnswerAsync(RequestNumber number, RequestKind matter = RequestKind.Information, Actor? actor = null) =>
        await Get<AnswerRequest>().HandleAsync(
            actor ?? Actors.Dpo, new AnswerCommand(number, await VersionAsync(number), matter, "We process it so."), CancellationToken.None);

    /// <summary>Records that the applicant was told at a moment.</summary>
    public async Task<Result<Done>> TellAsync(RequestNumber number, Instant? at = null, Actor? actor = null) =>
        await Get<NotifyApplicant>().HandleAsync(
            actor ?? Actors.Dpo,
            new NotifyCommand(number, await VersionAsync(number), Channel.InPerson, at ?? Clock.Now),
            CancellationToken.None);

    /// <summary>A refused request, its letter handed over.</summary>
    public async Task<RequestNumber> RefusedAsync()
    {
        var number = await RegisteredAsync();
        Assert.True((await RefuseAsync(number)).IsDone);
        Assert.True((await TellAsync(number)).IsDone);
        return number;
    }

    /// <summary>Lays the letter into the outbox.</summary>
    public async Task<Result<Done>> WriteAsync(RequestNumber number, Channel channel = Channel.Email, Actor? actor = null) =>
        await Get<NotifyApplicant>().HandleAsync(
            actor ?? Actors.Dpo, new NotifyCommand(number, await VersionAsync(number), channel, DoneAt: null), CancellationToken.None);

    /// <summary>What the only letter of a template says while it waits.</summary>
    public async Task<NoticeContent> LetterAsync(string template) =>
        (await Stores.Operation.ReadAsync<NoticeContent>(
            Actors.Dpo,
            Right.ReadNotices,
            "test.letter",
            async (scope, cancellation) =>
            {
                var row = await scope.Db.Notices.SingleAsync(notice => notice.Template == template, cancellation);
                scope.Record(ProcessingAction.Use, "8.3");
                return scope.OpenNotice(row.Id).Open(row.Content!);
            },
            CancellationToken.None)).Value;

    /// <summary>Lets every letter that waits go out.</summary>
    public Task<Result<Done>> DeliverAsync() =>
        Stores.Operation.ChangeAsync<Done>(
            Actor.Job("outbox"),
            Right.Maintain,
            "test.deliver",
            async (scope, cancellation) =>
            {
                foreach (var notice in await scope.Db.Notices.Where(row => row.State == NoticeState.Queued).ToListAsync(cancellation))
                {
                    await Get<NoticeDelivery>().RecordAsync(scope, notice, scope.Now, by: null, cancellation);
                }

                return default(Done);
            },
            CancellationToken.None);

    public async Task<Result<Done>> CloseAsync(RequestNumber number, Actor? actor = null) =>
        await Get<CloseRequest>().HandleAsync(
            actor ?? Actors.Dpo, new NoteCommand(number, await VersionAsync(number), "Done"), CancellationToken.None);

    public async Task<Result<Done>> MendAsync(RequestNumber number, string note = "The date was wrong.", Actor? actor = null) =>
        await Get<MendRequest>().HandleAsync(
            actor ?? Actors.Dpo, new NoteCommand(number, await VersionAsync(number), note), CancellationToken.None);

    /// <summary>A subject who registered, with the consents of that.</summary>
    public Task<SubjectId> SubjectWithConsentAsync() => Stores.AddRegisteredAsync();

    /// <summary>A request of a kind, its identity confirmed.</summary>
    public async Task<RequestNumber> ConfirmedAsync(RequestKind kind, SubjectId? subject)
    {
        var number = (await RegisterAsync(Asked(subject) with { Kind = kind })).Value;
        Assert.True((await ConfirmAsync(number)).IsDone);
        return number;
    }

    /// <summary>A request whose report waits for approval.</summary>
    public async Task<RequestNumber> PreparedAsync(SubjectId? subject = null)
    {
        var number = await RegisteredAsync(subject);
        Assert.True((await ConfirmAsync(number)).IsDone);
        Assert.Equal(1, (await PrepareAsync(number)).Value);
        return number;
    }

    /// <summary>A request whose report is approved.</summary>
    public async Task<RequestNumber> ApprovedAsync(SubjectId? subject = null)
    {
        var number = await PreparedAsync(subject);
        Assert.True((await ApproveAsync(number)).IsDone);
        return number;
    }

    public Task BlockAsync(SubjectId subject) =>
        Stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.BlockSubject,
            "test.block",
            async (scope, cancellation) =>
            {
                var row = (await scope.Db.Subjects.FindAsync([subject.Number], cancellation))!;
                row.State = SubjectState.Blocked;
                row.BlockedAt = scope.Now;
                row.BlockedBy = scope.Actor.Id;
                scope.Changed(row);
                scope.Record(ProcessingAction.Blocking, "2.1(7)", subject);
                return default(Done);
            },
            CancellationToken.None);

    /// <summary>Sets the clock of a duty going.</summary>
    public async Task<long> OweAsync(DutyKind kind, Instant trigger, SubjectId subject) =>
        (await Stores.Operation.ChangeAsync<DutyRow>(
            Actor.Job("test"),
            Right.Maintain,
            "test.duty",
            async (scope, cancellation) =>
            {
                scope.Record(ProcessingAction.Administration, "9");
                return await scope.StartDutyAsync(kind, trigger, cancellation, subjectId: subject.Number);
            },
            CancellationToken.None)).Value.Id;

    public ValueTask DisposeAsync() => Stores.DisposeAsync();

    private async Task SetUpAsync() =>
        await Stores.Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.set-up",
            (scope, _) =>
            {
                scope.Db.Organisations.Add(
                    new OrganisationRow
                    {
                        Name = new LocalText("Sary Dala Institute", "Институт «Сары Дала»", "«Сары Дала» институты"),
                        Bin = "240140999018",
                        Address = new LocalText("1 Example Street, Almaty", "Алматы, ул. Примерная, 1", "Алматы, Үлгі көшесі, 1"),
                        Email = "data@example.kz",
                    });
                scope.Db.Grounds.Add(new GroundRow { Code = "consent", Title = new LocalText("Consent", "Согласие", "Келісім") });
                scope.Db.Purposes.Add(
                    new PurposeRow { Code = "3.2.1", Title = new LocalText("Registration", "Регистрация", "Тіркеу"), Ground = "consent" });
                scope.Db.Fields.AddRange(
                    FieldCode.All.Where(code => code is not FieldCode.Website).Select((code, order) =>
                        new FieldRow
                        {
                            Code = code,
                            Purposes = "3.2.1",
                            Period = new LocalText("Until the purpose is achieved", "До достижения цели", "Мақсатқа жеткенге дейін"),
                            Order = order,
                        }));
                scope.ChangedRegisters();
                scope.Record(ProcessingAction.Administration, null);
                return Task.FromResult<Result<Done>>(default(Done));
            },
            CancellationToken.None);
}
