using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Reports;

/// <summary>A report as a file.</summary>
/// <param name="Name">The file's name: numbers only.</param>
/// <param name="Pdf">Its bytes.</param>
public sealed record ReportFile(string Name, byte[] Pdf);

/// <summary>
/// Opens a report: to look at it, or to download it. The responsible person opens every report, a manager an approved one whose record is
/// not blocked. Each opening is recorded. Policy 2.1(7), 9.1.
/// </summary>
public sealed class OpenReport(Operation operation)
{
    /// <summary>Looks at a report.</summary>
    public Task<Result<ReportFile>> PreviewAsync(Actor actor, RequestNumber number, int sequence, CancellationToken cancellation) =>
        RunAsync(actor, number, sequence, "report.preview", actor.May(Right.PrepareReport) ? Uses.Disclose : Uses.HandOver, cancellation);

    /// <summary>Takes a report out of the console.</summary>
    public Task<Result<ReportFile>> DownloadAsync(Actor actor, RequestNumber number, int sequence, CancellationToken cancellation) =>
        RunAsync(actor, number, sequence, "report.download", Uses.HandOver, cancellation);

    private Task<Result<ReportFile>> RunAsync(
        Actor actor, RequestNumber number, int sequence, string name, Use use, CancellationToken cancellation) =>
        operation.ReadAsync<ReportFile>(
            actor,
            Right.DownloadApprovedReport,
            name,
            async (scope, ct) =>
            {
                if (!(await scope.FindRequestAsync(number, ct)).TryGet(out var request, out var refusal))
                {
                    return refusal;
                }

                var report = await scope.Db.Reports.SingleOrDefaultAsync(
                    row => row.RequestId == request.Id && row.Sequence == sequence, ct);
                if (report is null)
                {
                    return new NotFound("Report");
                }

                if (report.ApprovedAt is null && !actor.May(Right.PrepareReport))
                {
                    return new NotAllowed(Right.PrepareReport);
                }

                var opened = await scope.OpenReportAsync(request, report, use, ct);
                return opened.Then(pdf => new ReportFile(FormattableString.Invariant($"{number}-{sequence}.pdf"), pdf));
            },
            cancellation);
}
