using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>Ends a request by a refusal or by an answer that is no report.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Text">The reason of a refusal, or what was answered.</param>
/// <param name="SentAt">When it went out; this instant ends the duty, not the click.</param>
public sealed record EndRequestCommand(RequestNumber Number, int Version, string Text, Instant SentAt);

/// <summary>Refuses a request with a reason that was sent to the applicant, which ends its duties. Policy 9.1, Law 25.</summary>
public sealed class RefuseRequest(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, EndRequestCommand command, CancellationToken cancellation) =>
        RequestEnding.RunAsync(operation, actor, command, RequestStep.Refuse, "request.refuse", "Reason", cancellation);
}

/// <summary>Records the answer to a request that no report answers, which ends its duties. Policy 8.3.</summary>
public sealed class AnswerRequest(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, EndRequestCommand command, CancellationToken cancellation) =>
        RequestEnding.RunAsync(operation, actor, command, RequestStep.Answer, "request.answer", "Answer", cancellation);
}

/// <summary>What refusing and answering have in common.</summary>
internal static class RequestEnding
{
    public static Task<Result<Done>> RunAsync(
        Operation operation,
        Actor actor,
        EndRequestCommand command,
        RequestStep step,
        string name,
        string textInput,
        CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleRequest,
            name,
            async (scope, ct) =>
            {
                if (!RequestForm.ReadNote(textInput, command.Text).TryGet(out var note, out var refusal)
                    || !(await scope.FindRequestAsync(command.Number, command.Version, step, ct)).TryGet(out var row, out refusal))
                {
                    return refusal;
                }

                if (scope.CheckDoneAt("AnsweredAt", command.SentAt, row.ReceivedAt) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                row.EndDuties(command.SentAt);
                scope.Take(row, step, note);
                scope.Record(
                    ProcessingAction.Use,
                    row.Duties.Select(duty => duty.Clause).FirstOrDefault() ?? "8.3",
                    row.SubjectId is { } subject ? new SubjectId(subject) : null,
                    new { number = command.Number.ToString(), sentAt = command.SentAt },
                    row.Id);
                return default(Done);
            },
            cancellation);
}
