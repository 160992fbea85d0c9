using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Requests;

/// <summary>A step as it was chosen on a page.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Step">The step.</param>
/// <param name="Matter">Which of the things asked; null for the request as a whole.</param>
internal readonly record struct ChosenStep(RequestNumber Number, int Version, RequestStep Step, RequestKind? Matter = null);

/// <summary>What the use cases of steps share: find the request, see that the step is open, do it, take it, record it.</summary>
internal static class StepTaking
{
    /// <summary>Runs a step.</summary>
    /// <param name="operation">How use cases run.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="chosen">The step.</param>
    /// <param name="name">The use case's name in the ledger.</param>
    /// <param name="act">Writes what is done into the request, and says what is noted; or refuses.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<Result<Done>> RunAsync(
        Operation operation,
        Actor actor,
        ChosenStep chosen,
        string name,
        Func<OperationScope, RequestRow, CancellationToken, Task<Result<string>>> act,
        CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            RequestFlow.RightOf(chosen.Step),
            name,
            async (scope, ct) =>
            {
                var found = await scope.FindRequestAsync(chosen.Number, chosen.Version, chosen.Step, chosen.Matter, ct);
                if (!found.TryGet(out var row, out var refusal) || !(await act(scope, row, ct)).TryGet(out var note, out refusal))
                {
                    return refusal;
                }

                await scope.TakeAsync(row, chosen.Step, chosen.Matter, note, ct);
                scope.Record(
                    row,
                    ActionOf(chosen.Step),
                    RequestSteps.ClauseOf(chosen.Matter ?? row.Kind),
                    new { number = chosen.Number.ToString(), step = chosen.Step.ToString(), matter = chosen.Matter?.ToString() });
                return default(Done);
            },
            cancellation);

    private static ProcessingAction ActionOf(RequestStep step) =>
        step switch
        {
            RequestStep.Block => ProcessingAction.Blocking,
            RequestStep.Release => ProcessingAction.Unblocking,
            RequestStep.ReceiveEvidence => ProcessingAction.Recording,
            _ => ProcessingAction.Use,
        };
}
