using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using NodaTime;

namespace ComplianceConsole.Features.Requests;

/// <summary>Takes in a newer authority of the same representative for the same person.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Authority">The document.</param>
/// <param name="Until">The day it ends; null where it sets none.</param>
/// <param name="Check">How it was checked.</param>
public sealed record RenewAuthorityCommand(RequestNumber Number, int Version, string Authority, LocalDate? Until, AuthorityCheck Check);

/// <summary>Replaces an authority that has ended, so that the representative may go on. Policy 4.1.1.</summary>
public sealed class RenewAuthority(Operation operation)
{
    /// <summary>Takes it in.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, RenewAuthorityCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleRequest,
            "request.authority",
            async (scope, ct) =>
            {
                if (!(await scope.FindRequestAsync(command.Number, ct)).TryGet(out var row, out var refusal)
                    || !RequestForm.ReadLine("Authority", command.Authority).TryGet(out var authority, out refusal))
                {
                    return refusal;
                }

                if (!RequestFlow.IsOpen(row.Stage) || scope.EndedAuthority(row) is null)
                {
                    return new StepNotOpen(nameof(RequestStep.RenewAuthority));
                }

                if (row.Version != command.Version)
                {
                    return new ChangedMeanwhile("Request");
                }

                if (Problem(command, scope.Now) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                var key = scope.OpenRequest(row.Id);
                var details = key.OpenDetails(row);
                row.Details = key.SealDetails(
                    details with
                    {
                        Representation = new Representation(
                            details.Representation!.Name, authority, command.Until, command.Check, scope.Actor.Name, scope.Now),
                    });
                await scope.TakeAsync(row, RequestStep.RenewAuthority, matter: null, authority, ct);
                scope.Record(row, ProcessingAction.Clarification, "4.1.1", new { number = command.Number.ToString(), command.Until });
                return default(Done);
            },
            cancellation);

    private static InvalidInput? Problem(RenewAuthorityCommand command, Instant now) =>
        command.Until is { } until && until < AlmatyZone.DayOf(now) ? new InvalidInput("AuthorityUntil", "InPast")
        : !Enum.IsDefined(command.Check) || command.Check == AuthorityCheck.NotYet ? new InvalidInput("AuthorityCheck", "Choose")
        : null;
}
