using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Reads where requests stand, which decides the steps that are open.</summary>
public static class RequestCourses
{
    private static readonly string[] s_blockDuties = [DutyKind.BlockOnComplaint.Code(), DutyKind.StopUnlawfulProcessing.Code()];

    private static readonly string s_releaseDuty = DutyKind.ReleaseUnconfirmed.Code();

    /// <summary>Where one request stands.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="row">The request with its matters and duties.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<RequestCourse> CourseAsync(this OperationScope scope, RequestRow row, CancellationToken cancellation) =>
        (await scope.CoursesAsync([row], cancellation))[row.Id];

    /// <summary>Where several requests stand, by the numbers of their keys.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="rows">The requests with their matters and duties.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyDictionary<long, RequestCourse>> CoursesAsync(
        this OperationScope scope, IReadOnlyCollection<RequestRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        var subjects = rows.Select(row => row.SubjectId).OfType<long>().Distinct().ToArray();
        var states = await scope.Db.Subjects
            .Where(subject => subjects.Contains(subject.Id))
            .ToDictionaryAsync(subject => subject.Id, subject => subject.State, cancellation);
        var prepared = (await scope.Db.Reports
            .Where(report => ids.Contains(report.RequestId))
            .Select(report => report.RequestId)
            .Distinct()
            .ToListAsync(cancellation)).ToHashSet();
        var waiting = (await scope.Db.Notices
            .Where(notice => notice.RequestId != null && ids.Contains(notice.RequestId.Value) && notice.State == NoticeState.Queued)
            .Select(notice => new { RequestId = notice.RequestId!.Value, notice.Template })
            .ToListAsync(cancellation)).ToLookup(notice => notice.RequestId, notice => notice.Template);
        return rows.ToDictionary(
            row => row.Id,
            row => Of(
                row,
                row.SubjectId is { } subject && states.TryGetValue(subject, out var state) ? state : null,
                prepared.Contains(row.Id),
                [.. waiting[row.Id]]) with
            {
                // Only of a closed request the key is destroyed.
                IsForgotten = !RequestFlow.IsOpen(row.Stage) && !scope.HasKey(KeyHolder.Request, row.Id),
            });
    }

    private static RequestCourse Of(RequestRow row, SubjectState? state, bool isReportPrepared, HashSet<string> waiting)
    {
        var isEnded = !RequestFlow.IsOpen(row.Stage);
        var isBlocked = state == SubjectState.Blocked;
        return new RequestCourse
        {
            Applicant = row.Applicant,
            Ended = isEnded ? row.Stage : null,
            IsConfirmed = row.Stage != RequestStage.Received && row.Applicant != ApplicantKind.Organisation,
            HasEvidence = row.EvidenceAt is not null,
            IsReportPrepared = isReportPrepared,
            IsHeld = state is SubjectState.Active or SubjectState.Blocked or SubjectState.ReleasedForDestruction,
            CanBlock = state == SubjectState.Active && row.Duties.Exists(duty => duty.EndedAt is null && s_blockDuties.Contains(duty.Kind, StringComparer.Ordinal)),
            IsBlocked = isBlocked,
            MustRelease = isBlocked
                && row.Duties.Exists(duty => duty.EndedAt is null && string.Equals(duty.Kind, s_releaseDuty, StringComparison.Ordinal)),
            Matters =
            [
                .. row.Matters.OrderBy(matter => matter.Kind).Select(matter => new MatterCourse(
                    matter.Kind,
                    matter.Decision,
                    matter.CarriedOutAt is not null,
                    matter.NotifiedAt is not null,
                    waiting.Overlaps(MatterNotices.TemplatesOf(matter.Kind, matter.Decision, matter.Ground)))),
            ],
        };
    }
}
