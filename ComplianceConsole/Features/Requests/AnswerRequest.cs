using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;

namespace ComplianceConsole.Features.Requests;

/// <summary>Answers a question in words.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Matter">Which of the things asked: information, or another requirement.</param>
/// <param name="Text">The answer, as the applicant will read it.</param>
public sealed record AnswerCommand(RequestNumber Number, int Version, RequestKind Matter, string Text);

/// <summary>Writes the answer to a question about processing or another requirement. The policy sets it no term. Policy 8.2, 8.3.</summary>
public sealed class AnswerRequest(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, AnswerCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.Answer, command.Matter),
            "request.answer",
            (scope, row, _) => Task.FromResult(
                RequestForm.ReadNote("Answer", command.Text).Then(text =>
                {
                    var matter = row.Matter(command.Matter);
                    (matter.Decision, matter.DecidedAt, matter.CarriedOutAt) = (MatterDecision.Granted, scope.Now, scope.Now);
                    matter.Reason = scope.OpenRequest(row.Id).SealReason(command.Matter, new MatterReason(text, HowToObject: ""));
                    return text;
                })),
            cancellation);
}
