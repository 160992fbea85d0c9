using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Reports;

/// <summary>An approved report as a line of a list: numbers and dates, nobody's name but those of colleagues.</summary>
/// <param name="Request">The request.</param>
/// <param name="Sequence">Its number within the request.</param>
/// <param name="Language">Its language.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="ApprovedAt">When it was approved.</param>
/// <param name="ApprovedBy">By whom.</param>
/// <param name="HandedOverAt">When it reached the applicant; null while it has not.</param>
/// <param name="Closed">Why it does not open for the reader: the record is blocked or destroyed; null where it does.</param>
public sealed record ReportLine(
    RequestNumber Request,
    int Sequence,
    string Language,
    int Pages,
    Instant ApprovedAt,
    string ApprovedBy,
    Instant? HandedOverAt,
    Refusal? Closed = null);

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
                        (report, request) => new { Report = report, request.Year, request.Serial, request.SubjectId, request.Applicant })
                    .GroupJoin(
                        scope.Db.Subjects,
                        line => line.SubjectId,
                        subject => subject.Id,
                        (line, subjects) => new { Line = line, Subjects = subjects })
                    .SelectMany(
                        line => line.Subjects.DefaultIfEmpty(),
                        (line, subject) => new
                        {
                            line.Line.Year,
                            line.Line.Serial,
                            line.Line.SubjectId,
                            line.Line.Applicant,
                            line.Line.Report.Sequence,
                            line.Line.Report.Language,
                            line.Line.Report.Pages,
                            ApprovedAt = line.Line.Report.ApprovedAt!.Value,
                            line.Line.Report.ApprovedBy,
                            line.Line.Report.HandedOverAt,
                            State = subject == null ? (SubjectState?)null : subject.State,
                            BlockedAt = subject == null ? null : subject.BlockedAt,
                        })
                    .ToListAsync(ct);
                return new ReportList(
                    [
                        .. lines.OrderByDescending(line => line.ApprovedAt).Select(line => new ReportLine(
                            new RequestNumber(line.Year, line.Serial),
                            line.Sequence,
                            line.Language,
                            line.Pages,
                            line.ApprovedAt,
                            line.ApprovedBy ?? "",
                            line.HandedOverAt,
                            line is { SubjectId: { } number, State: { } state }
                                ? Door.Decide(actor, new SubjectId(number), state, line.BlockedAt, BlockedSteps.For(line.Applicant, Uses.HandOver)).Refusal
                                : null)),
                    ],
                    await approved.CountAsync(ct));
            },
            cancellation);
}
