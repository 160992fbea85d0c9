using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Reports;

/// <summary>An approved report as a line of a list: numbers and dates, nobody's name but those of colleagues.</summary>
public sealed record ReportLine(
    RequestNumber Request,
    int Sequence,
    string Language,
    int Pages,
    Instant ApprovedAt,
    string ApprovedBy,
    Instant? HandedOverAt);

/// <summary>The approved reports.</summary>
/// <param name="Lines">The newest first.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record ReportList(IReadOnlyList<ReportLine> Lines, int Count);

/// <summary>The reports that were approved, by request number, for those who may download them. Policy 9.1.</summary>
public sealed class ListReports(Operation operation)
{
    /// <summary>How many lines are shown unless more are asked for.</summary>
    public const int PageLength = 50;

    /// <summary>Reads the list.</summary>
    public Task<Result<ReportList>> HandleAsync(Actor actor, int most, CancellationToken cancellation) =>
        operation.ReadAsync<ReportList>(
            actor,
            Right.DownloadApprovedReport,
            "report.list",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "9.1");
                var approved = scope.Db.Reports.Where(report => report.ApprovedAt != null);
                var lines = await approved
                    .OrderByDescending(report => report.ApprovedAt)
                    .Take(Math.Clamp(most, 1, 1_000))
                    .Join(
                        scope.Db.Requests,
                        report => report.RequestId,
                        request => request.Id,
                        (report, request) => new ReportLine(
                            new RequestNumber(request.Year, request.Serial),
                            report.Sequence,
                            report.Language,
                            report.Pages,
                            report.ApprovedAt!.Value,
                            report.ApprovedBy ?? "",
                            report.HandedOverAt))
                    .ToListAsync(ct);
                return new ReportList([.. lines.OrderByDescending(line => line.ApprovedAt)], await approved.CountAsync(ct));
            },
            cancellation);
}
