using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Consents;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Notices;
using ComplianceConsole.Features.Registers;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Features.Subjects.Page;
using ComplianceConsole.Features.ThirdParties;
using ComplianceConsole.Intake;
using ComplianceConsole.Security.Demo;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Commands.Demo;

/// <summary>The console's own use cases on the clock of the demonstration's past, and the people who use them.</summary>
public sealed class DemoDesk
{
    private readonly IDbContextFactory<RecordsContext> _contexts;
    private readonly Keyring _keyring;

    /// <summary>Takes the use cases from a host, with another clock.</summary>
    public DemoDesk(IServiceProvider services, DemoClock clock)
    {
        (_contexts, _keyring) = (services.GetRequiredService<IDbContextFactory<RecordsContext>>(), services.GetRequiredService<Keyring>());
        Clock = clock;
        Operation = ActivatorUtilities.CreateInstance<Operation>(services, clock);
        Seed = new SeedRegisters(Operation);
        Import = ActivatorUtilities.CreateInstance<ImportSubjects>(services, Operation, clock);
        Read = ActivatorUtilities.CreateInstance<ReadSubject>(services, Operation);
        StartCorrection = new StartCorrection(Operation);
        Correct = ActivatorUtilities.CreateInstance<CorrectSubject>(services, Operation);
        Block = new BlockSubject(Operation);
        GiveReason = new GiveBlockReason(Operation);
        Unblock = new UnblockSubject(Operation);
        Register = ActivatorUtilities.CreateInstance<RegisterRequest>(services, Operation);
        Confirm = new ConfirmIdentity(Operation);
        Evidence = new ReceiveEvidence(Operation);
        ComplaintBlock = new BlockOnComplaint(Operation);
        Decide = new DecideMatter(Operation);
        Stop = new StopProcessing(Operation);
        Follow = new FollowWithdrawal(Operation);
        Answer = new AnswerRequest(Operation);
        Notify = new NotifyApplicant(Operation);
        Close = new CloseRequest(Operation);
        Prepare = ActivatorUtilities.CreateInstance<PrepareReport>(services, Operation, clock);
        Approve = new ApproveReport(Operation);
        HandOver = new HandOverReport(Operation);
        StartConsentChange = new StartConsentChange(Operation);
        Withdraw = ActivatorUtilities.CreateInstance<WithdrawConsent>(services, Operation);
        Post = new MarkPosted(Operation, new NoticeDelivery([new NoticeOfRequestDelivered()]), new MailSettings());
        SavePartner = ActivatorUtilities.CreateInstance<SaveRecipient>(services, Operation);
        Transfer = ActivatorUtilities.CreateInstance<RecordTransfer>(services, Operation);
    }

    /// <summary>The person who answers for everything.</summary>
    public static Actor Dpo { get; } = ActorOf(Role.ResponsiblePerson);

    /// <summary>The person who registers and blocks.</summary>
    public static Actor Staff { get; } = ActorOf(Role.Staff);

    /// <summary>The person who imports.</summary>
    public static Actor Administrator { get; } = ActorOf(Role.Administrator);

    public DemoClock Clock { get; }
    public Operation Operation { get; }
    public SeedRegisters Seed { get; }
    public ImportSubjects Import { get; }
    public ReadSubject Read { get; }
    public StartCorrection StartCorrection { get; }
    public CorrectSubject Correct { get; }
    public BlockSubject Block { get; }
    public GiveBlockReason GiveReason { get; }
    public UnblockSubject Unblock { get; }
    public RegisterRequest Register { get; }
    public ConfirmIdentity Confirm { get; }
    public ReceiveEvidence Evidence { get; }
    public BlockOnComplaint ComplaintBlock { get; }
    public DecideMatter Decide { get; }
    public StopProcessing Stop { get; }
    public FollowWithdrawal Follow { get; }
    public AnswerRequest Answer { get; }
    public NotifyApplicant Notify { get; }
    public CloseRequest Close { get; }
    public PrepareReport Prepare { get; }
    public ApproveReport Approve { get; }
    public HandOverReport HandOver { get; }
    public StartConsentChange StartConsentChange { get; }
    public WithdrawConsent Withdraw { get; }
    public MarkPosted Post { get; }
    public SaveRecipient SavePartner { get; }
    public RecordTransfer Transfer { get; }

    /// <summary>The number an imported user was given.</summary>
    public SubjectId NumberOf(DemoSubject subject) =>
        new(_keyring.FindSubjects(IdentifierKind.ExternalId, subject.ExternalId, 1)[0]);

    /// <summary>The one request about a subject, and how often it has changed, which each step must know.</summary>
    public async Task<(RequestNumber Number, int Version)> RequestOfAsync(DemoSubject who, CancellationToken cancellation)
    {
        var subject = NumberOf(who).Number;
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var found = await db.Requests
            .Where(request => request.SubjectId == subject)
            .Select(request => new { request.Year, request.Serial, request.Version })
            .SingleAsync(cancellation);
        return (new RequestNumber(found.Year, found.Serial), found.Version);
    }

    /// <summary>The number of a third party.</summary>
    public async Task<long> PartnerOfAsync(DemoPartner partner, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Recipients.Where(row => row.Name == partner.Name).Select(row => row.Id).SingleAsync(cancellation);
    }

    /// <summary>The letter to a subject that waits to be posted, and how often it has changed.</summary>
    public async Task<(long Id, int Version)> LetterToAsync(DemoSubject who, CancellationToken cancellation)
    {
        var subject = NumberOf(who).Number;
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var found = await db.Notices
            .Where(row => row.SubjectId == subject && row.RecipientId == null && row.State == NoticeState.Queued)
            .Select(row => new { row.Id, row.Version })
            .SingleAsync(cancellation);
        return (found.Id, found.Version);
    }

    private static Actor ActorOf(Role role)
    {
        var person = DemoPeople.All.Single(one => one.Role == role);
        return new Actor(person.Id, person.Name, person.Role);
    }
}
