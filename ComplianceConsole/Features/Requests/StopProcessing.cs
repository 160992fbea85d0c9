using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>Says that unlawful processing was stopped.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="StoppedAt">When; this instant ends the duty, not the click.</param>
/// <param name="Measures">What was done.</param>
public sealed record StopProcessingCommand(RequestNumber Number, int Version, Instant StoppedAt, string Measures);

/// <summary>Carries out a confirmed complaint: the processing that was unlawful has stopped. Policy 9.6, Law 25.</summary>
public sealed class StopProcessing(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, StopProcessingCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.CarryOut, RequestKind.Complaint),
            "request.stop",
            async (scope, row, ct) =>
            {
                if (scope.CheckDoneAt("StoppedAt", command.StoppedAt, row.ReceivedAt) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                if (!RequestForm.ReadNote("Measures", command.Measures).TryGet(out var measures, out var refusal))
                {
                    return refusal;
                }

                row.Matter(RequestKind.Complaint).CarriedOutAt = command.StoppedAt;
                await BlockLetters.TakeBackAsync(scope, row, ct);
                return measures;
            },
            cancellation);
}
