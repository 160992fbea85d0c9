using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Reports;

/// <summary>Approves a prepared report.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Sequence">The report's number within the request.</param>
public sealed record ApproveReportCommand(RequestNumber Number, int Version, int Sequence);

/// <summary>The responsible person approves a report, after which it can be handed over. Policy 9.1.</summary>
public sealed class ApproveReport(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, ApproveReportCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.PrepareReport,
            "report.approve",
            async (scope, ct) =>
            {
                var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.ApproveReport, RequestKind.Disclosure, ct);
                if (!found.TryGet(out var request, out var refusal))
                {
                    return refusal;
                }

                var report = await scope.Db.Reports.SingleOrDefaultAsync(
                    row => row.RequestId == request.Id && row.Sequence == command.Sequence, ct);
                if (report is null)
                {
                    return new NotFound("Report");
                }

                report.ApprovedAt = scope.Now;
                report.ApprovedBy = scope.Actor.Name;
                var matter = request.Matter(RequestKind.Disclosure);
                (matter.Decision, matter.DecidedAt) = (MatterDecision.Granted, scope.Now);
                await scope.TakeAsync(request, RequestStep.ApproveReport, RequestKind.Disclosure, note: null, ct);
                scope.Record(
                    request,
                    ProcessingAction.Use,
                    "9.1",
                    new { report = PrepareReport.ReportNumber(command.Number, command.Sequence) });
                return default(Done);
            },
            cancellation);
}
