using ComplianceConsole.Documents;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
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

    public static async Task<RequestDesk> OpenAsync(bool isSetUp = true)
    {
        var stores = await TestStores.OpenAsync(more: services => services.AddConsoleDocuments().AddRequests().AddReports().AddToday());
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

    public Task<Result<RequestNumber>> RegisterAsync(RegisterRequestCommand command, Actor? actor = null) =>
        Get<RegisterRequest>().HandleAsync(actor ?? Actors.Staff, command, CancellationToken.None);

    public async Task<RequestNumber> RegisteredAsync(SubjectId? subject = null) => (await RegisterAsync(Asked(subject))).Value;

    public async Task<RequestView> ReadAsync(RequestNumber number, Actor? actor = null) =>
        (await Get<ReadRequest>().HandleAsync(actor ?? Actors.Dpo, number, CancellationToken.None)).Value;

    public async Task<int> VersionAsync(RequestNumber number) => (await ReadAsync(number)).Version;

    public async Task<Result<Done>> ConfirmAsync(RequestNumber number, Actor? actor = null) =>
        await Get<ConfirmIdentity>().HandleAsync(
            actor ?? Actors.Dpo,
            new ConfirmIdentityCommand(number, await VersionAsync(number), IdentityCheck.IdentityDocument, "Passport seen"),
            CancellationToken.None);

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

    public async Task<Result<Done>> RefuseAsync(RequestNumber number, Actor? actor = null, string reason = "Not the subject.") =>
        await Get<RefuseRequest>().HandleAsync(
            actor ?? Actors.Dpo,
            new EndRequestCommand(number, await VersionAsync(number), reason, Clock.Now),
            CancellationToken.None);

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
