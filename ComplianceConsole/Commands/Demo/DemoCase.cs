using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using NodaTime;

namespace ComplianceConsole.Commands.Demo;

/// <summary>One request of the demonstration: planned from its receipt on, step by step.</summary>
/// <param name="desk">The use cases.</param>
/// <param name="plan">What happens when.</param>
/// <param name="story">The words.</param>
/// <param name="language">The applicant's language: 0 English, 1 Russian, 2 Kazakh.</param>
/// <param name="command">What came in; the subject's number is found when it is registered.</param>
/// <param name="who">The subject, or null where nobody is held.</param>
public sealed class DemoCase(
    DemoDesk desk, DemoPlan plan, DemoStory story, int language, RegisterRequestCommand command, DemoSubject? who)
{
    /// <summary>Staff look the subject up and register what came in.</summary>
    public DemoCase Register()
    {
        plan.At(
            Later(command.ReceivedAt, 40),
            "request.register",
            async cancellation =>
            {
                var subject = who is null ? (Domain.Subjects.SubjectId?)null : desk.NumberOf(who);
                if (subject is { } held)
                {
                    await desk.Read.HandleAsync(DemoDesk.Staff, held, cancellation);
                }

                _ = (await desk.Register.HandleAsync(DemoDesk.Staff, command with { Subject = subject }, cancellation)).Value;
            });
        return this;
    }

    /// <summary>The responsible person confirms who asks.</summary>
    public DemoCase Confirm(Instant at) =>
        Step(
            at,
            "request.confirm",
            (number, version) => new ConfirmIdentityCommand(number, version, IdentityCheck.IdentityDocument),
            desk.Confirm.HandleAsync);

    /// <summary>The report is prepared.</summary>
    public DemoCase Prepare(Instant at) =>
        Step(at, "report.prepare", (number, version) => new PrepareReportCommand(number, version), desk.Prepare.HandleAsync);

    /// <summary>The report is approved.</summary>
    public DemoCase Approve(Instant at) =>
        Step(at, "report.approve", (number, version) => new ApproveReportCommand(number, version, 1), desk.Approve.HandleAsync);

    /// <summary>The report is handed over.</summary>
    public DemoCase HandOver(Instant at) =>
        Step(
            at,
            "report.handover",
            (number, version) => new HandOverReportCommand(number, version, at, Channel.Email),
            desk.HandOver.HandleAsync);

    /// <summary>The evidence comes.</summary>
    public DemoCase Evidence(Instant at) =>
        Step(at, "request.evidence", (number, version) => new ReceiveEvidenceCommand(number, version, at, story.Evidence[language], []), desk.Evidence.HandleAsync, DemoDesk.Staff);

    /// <summary>The record is blocked on the complaint.</summary>
    public DemoCase Block(Instant at) =>
        Step(at, "request.block", (number, version) => new ComplaintBlockCommand(number, version), desk.ComplaintBlock.BlockAsync, DemoDesk.Staff);

    /// <summary>The record is released, since the complaint was not confirmed.</summary>
    public DemoCase Release(Instant at) =>
        Step(at, "request.release", (number, version) => new ComplaintBlockCommand(number, version), desk.ComplaintBlock.ReleaseAsync);

    /// <summary>What was asked is granted.</summary>
    public DemoCase Grant(Instant at) =>
        Step(
            at,
            "request.grant",
            (number, version) => new GrantCommand(number, version, command.Kind, command.Kind == RequestKind.Complaint ? story.Findings[language] : "", IsGateChecked: true),
            desk.Decide.HandleAsync);

    /// <summary>What was asked is refused with a ground.</summary>
    public DemoCase Refuse(Instant at, RefusalGround ground) =>
        Step(at, "request.refuse", (number, version) => new RefuseCommand(number, version, command.Kind, ground, ReasonFor(ground)), desk.Decide.HandleAsync);

    /// <summary>The unlawful processing is stopped.</summary>
    public DemoCase Stop(Instant at) =>
        Step(at, "request.stop", (number, version) => new StopProcessingCommand(number, version, at, story.Findings[language]), desk.Stop.HandleAsync);

    /// <summary>A question is answered.</summary>
    public DemoCase Answer(Instant at) =>
        Step(at, "request.answer", (number, version) => new AnswerCommand(number, version, command.Kind, story.Answers[language]), desk.Answer.HandleAsync);

    /// <summary>The applicant is told.</summary>
    public DemoCase Notify(Instant at) =>
        Step(at, "request.notify", (number, version) => new NotifyCommand(number, version, command.Channel, at), desk.Notify.HandleAsync);

    /// <summary>The request is closed.</summary>
    public DemoCase Close(Instant at) =>
        Step(at, "request.close", (number, version) => new NoteCommand(number, version), desk.Close.HandleAsync);

    /// <summary>The withdrawal is followed as a whole.</summary>
    public DemoCase Withdraw(Instant at) =>
        Step(at, "request.withdraw", (number, version) => new FollowWithdrawalCommand(number, version, []), desk.Follow.HandleAsync);

    private string ReasonFor(RefusalGround ground) =>
        ground switch
        {
            RefusalGround.LegalDutyToKeep => story.RefusalsToKeep[language],
            RefusalGround.NotConfirmed => story.Unconfirmed[language],
            _ => story.Refusals[language],
        };

    private DemoCase Step<TCommand, TDone>(
        Instant at,
        string operation,
        Func<RequestNumber, int, TCommand> make,
        Func<Domain.Access.Actor, TCommand, CancellationToken, Task<Result<TDone>>> handle,
        Domain.Access.Actor? actor = null)
    {
        var subject = who ?? throw new InvalidOperationException("No step is planned where nobody is held.");
        plan.At(
            at,
            operation,
            async cancellation =>
            {
                var (number, version) = await desk.RequestOfAsync(subject, cancellation);
                var step = make(number, version);
                _ = (await handle(actor ?? DemoDesk.Dpo, step, cancellation)).Value;
            });
        return this;
    }

    private Instant Later(Instant at, int minutes) =>
        Instant.Max(at, Instant.Min(at + Duration.FromMinutes(minutes), desk.Clock.Present - Duration.FromMinutes(1)));
}
