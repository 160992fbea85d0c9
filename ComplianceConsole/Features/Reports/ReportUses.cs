using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Reports;

/// <summary>How a report is opened, and for whom it may be.</summary>
internal static class ReportUses
{
    /// <summary>
    /// Opens a report at the door and stages the entry that says so. A report that nothing is held opens with the request's own key.
    /// </summary>
    public static async Task<Result<byte[]>> OpenReportAsync(
        this OperationScope scope, RequestRow request, ReportRow report, Use use, CancellationToken cancellation)
    {
        var details = new { report = PrepareReport.ReportNumber(new RequestNumber(request.Year, request.Serial), report.Sequence) };
        if (OpenRequest.Holds(report))
        {
            if (!scope.HasKey(KeyHolder.Request, request.Id))
            {
                return new RecordDestroyed(new SubjectId(request.SubjectId!.Value));
            }

            scope.Record(use.Action, use.Clause, details: details, requestId: request.Id, purpose: use.Purpose);
            return scope.OpenRequest(request.Id).OpenReport(report);
        }

        var subject = await scope.Db.Subjects.SingleAsync(row => row.Id == request.SubjectId, cancellation);
        return scope.Open(subject, BlockedSteps.For(request.Applicant, use)).Then(record =>
        {
            record.Entry.RequestId = request.Id;
            record.Entry.Details = details;
            return record.OpenReport(report);
        });
    }
}
