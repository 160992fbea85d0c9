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

    /// <summary>The request is answered without a report.</summary>
    public DemoCase Answer(Instant at) =>
        Step(
            at,
            "request.answer",
            (number, version) => new EndRequestCommand(number, version, story.Answers[language], at),
            desk.Answer.HandleAsync);

    /// <summary>The request is refused with a reason.</summary>
    public DemoCase Refuse(Instant at) =>
        Step(
            at,
            "request.refuse",
            (number, version) => new EndRequestCommand(number, version, story.Refusals[language], at),
            desk.Refuse.HandleAsync);

    private DemoCase Step<TCommand, TDone>(
        Instant at,
        string operation,
        Func<RequestNumber, int, TCommand> make,
        Func<Domain.Access.Actor, TCommand, CancellationToken, Task<Result<TDone>>> handle)
    {
        var subject = who ?? throw new InvalidOperationException("No step is planned where nobody is held.");
        plan.At(
            at,
            operation,
            async cancellation =>
            {
                var (number, version) = await desk.RequestOfAsync(subject, cancellation);
                var step = make(number, version);
                _ = (await handle(DemoDesk.Dpo, step, cancellation)).Value;
            });
        return this;
    }

    private Instant Later(Instant at, int minutes) =>
        Instant.Max(at, Instant.Min(at + Duration.FromMinutes(minutes), desk.Clock.Present - Duration.FromMinutes(1)));
}
