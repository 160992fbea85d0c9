using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Reports;

/// <summary>Records that the approved report was handed over.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="HandedOverAt">When; this instant ends the duty, not the click.</param>
/// <param name="Channel">How.</param>
public sealed record HandOverReportCommand(RequestNumber Number, int Version, Instant HandedOverAt, Channel Channel);

/// <summary>Hands the approved report over, which ends the duty to disclose, on time or late. Policy 9.1.</summary>
public sealed class HandOverReport(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, HandOverReportCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleRequest,
            "report.handover",
            async (scope, ct) =>
            {
                if (!Enum.IsDefined(command.Channel))
                {
                    return new InvalidInputs([new InvalidInput("Channel", "Choose")]);
                }

                var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.HandOver, RequestKind.Disclosure, ct);
                if (!found.TryGet(out var request, out var refusal))
                {
                    return refusal;
                }

                var report = await scope.Db.Reports.SingleAsync(row => row.RequestId == request.Id && row.ApprovedAt != null, ct);
                if (scope.CheckDoneAt("HandedOverAt", command.HandedOverAt, report.ApprovedAt!.Value) is { } problem)
                {
                    return new InvalidInputs([problem]);
                }

                // Whoever receives it receives the data: the door decides, and the transfer is in the ledger.
                if (!(await scope.OpenReportAsync(request, report, Uses.HandOver, ct)).TryGet(out _, out refusal))
                {
                    return refusal;
                }

                report.HandedOverAt = command.HandedOverAt;
                report.HandedOverBy = scope.Actor.Name;
                report.HandedOverThrough = command.Channel;
                var matter = request.Matter(RequestKind.Disclosure);
                (matter.CarriedOutAt, matter.NotifiedAt) = (command.HandedOverAt, command.HandedOverAt);
                await scope.TakeAsync(request, RequestStep.HandOver, RequestKind.Disclosure, note: null, ct);
                return default(Done);
            },
            cancellation);
}
