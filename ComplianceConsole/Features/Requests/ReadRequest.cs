using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Requests;

/// <summary>Reads a request: its clock, its steps and reports; who asks only for those who may read it. Policy 8.3.</summary>
public sealed class ReadRequest(Operation operation, RegisterReader registers, MailSettings mail)
{
    /// <summary>Reads the request.</summary>
    public async Task<Result<RequestView>> HandleAsync(Actor actor, RequestNumber number, CancellationToken cancellation)
    {
        var calendar = (await registers.GetAsync(cancellation)).Calendar;
        return await operation.ReadAsync<RequestView>(
            actor,
            Right.ReadRequestRegister,
            "request.read",
            async (scope, ct) =>
            {
                if (!(await scope.FindRequestAsync(number, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                scope.Record(
                    ProcessingAction.Use,
                    "8.3",
                    row.SubjectId is { } subject ? new SubjectId(subject) : null,
                    requestId: row.Id);
                return await ViewAsync(scope, row, calendar, mail.IsConfigured(), ct);
            },
            cancellation);
    }

    private static async Task<RequestView> ViewAsync(
        OperationScope scope, RequestRow row, WorkingCalendar calendar, bool hasMailServer, CancellationToken cancellation)
    {
        var people = RequestPeople.Of(scope, row, await RequestPeople.ClosedSubjectsAsync(scope, [row], cancellation));
        var record = row.SubjectId is { } number ? scope.Find(new SubjectId(number)) : null;
        var isReadable = people is not null;
        return new RequestView
        {
            Number = row.NumberOf(),
            Kind = row.Kind,
            Matters = [.. row.Matters.OrderBy(matter => matter.Kind).Select(matter => MatterOf(scope, row, matter, isReadable))],
            Course = await scope.CourseAsync(row, cancellation),
            AuthorityEnded = RequestFlow.IsOpen(row.Stage) ? scope.EndedAuthority(row) : null,
            Applicant = row.Applicant,
            Channel = row.Channel,
            IdentityCheck = row.IdentityCheck,
            Stage = row.Stage,
            Language = row.Language,
            Subject = row.SubjectId is { } subject ? new SubjectId(subject) : null,
            SubjectState = record?.State,
            BlockedSince = record is { State: SubjectState.Blocked or SubjectState.ReleasedForDestruction } ? record.BlockedAt : null,
            ReceivedAt = row.ReceivedAt,
            RegisteredAt = row.RegisteredAt,
            RegisteredBy = row.RegisteredBy,
            EvidenceAt = row.EvidenceAt,
            Version = row.Version,
            People = people,
            Steps = [.. row.Steps.OrderBy(step => step.Sequence).Select(step => StepOf(scope, row, step, isReadable))],
            Duties = [.. row.Duties.OrderBy(duty => duty.EndedAt is not null).ThenBy(duty => duty.TargetDay).Select(duty => duty.Read(calendar, scope.Now))],
            Documents = await DocumentsAsync(scope, row, isReadable, cancellation),
            Notices = await NoticesAsync(scope, row, hasMailServer, cancellation),
            Reports = await ReportsAsync(scope, row, record, cancellation),
            ReportUses = await UsesAsync(scope, row, cancellation),
        };
    }

    private static async Task<IReadOnlyList<RequestReportView>> ReportsAsync(
        OperationScope scope, RequestRow row, SubjectRow? subject, CancellationToken cancellation)
    {
        var reports = await scope.Db.Reports
            .Where(report => report.RequestId == row.Id)
            .OrderBy(report => report.Sequence)
            .Select(report => new RequestReportView(
                report.Sequence,
                report.Language,
                report.Pages,
                report.PreparedAt,
                report.PreparedBy,
                report.ApprovedAt,
                report.ApprovedBy,
                report.HandedOverAt,
                report.HandedOverBy,
                report.HandedOverThrough,
                Closed: null))
            .ToListAsync(cancellation);
        return [.. reports.Select(report => report with { Closed = WhyClosed(scope.Actor, row, subject, report) })];
    }

    // What opening it would be refused with, so that nobody is offered what is then refused.
    private static Refusal? WhyClosed(Actor actor, RequestRow row, SubjectRow? subject, RequestReportView report) =>
        report.ApprovedAt is null && !actor.May(Right.PrepareReport) ? new NotAllowed(Right.PrepareReport)
        : subject is null ? actor.May(Uses.HandOver.Right) ? null : new NotAllowed(Uses.HandOver.Right)
        : Door.Decide(actor, new SubjectId(subject.Id), subject.State, subject.BlockedAt, BlockedSteps.For(row.Applicant, Uses.HandOver)).Refusal;

    private static RequestStepView StepOf(OperationScope scope, RequestRow row, RequestStepRow step, bool isReadable) =>
        new(
            step.Step,
            step.Matter,
            step.Stage,
            step.At,
            step.ActorName,
            isReadable && step.Note is { } note ? scope.OpenRequest(row.Id).OpenNote(step.Sequence, note) : null);

    private static RequestMatterView MatterOf(OperationScope scope, RequestRow row, RequestMatterRow matter, bool isReadable) =>
        new(
            matter.Kind,
            matter.Decision,
            matter.DecidedAt,
            matter.Ground,
            isReadable ? scope.OpenRequest(row.Id).OpenReason(matter) : null,
            matter.CarriedOutAt,
            matter.NotifiedAt);

    private static async Task<IReadOnlyList<RequestDocumentView>> DocumentsAsync(
        OperationScope scope, RequestRow row, bool isReadable, CancellationToken cancellation)
    {
        var documents = await scope.Db.RequestDocuments
            .Where(document => document.RequestId == row.Id)
            .OrderBy(document => document.Sequence)
            .Select(document => new
            {
                document.Sequence,
                document.Kind,
                document.SubjectId,
                document.Name,
                document.ContentType,
                document.Size,
                document.ReceivedAt,
                document.AddedBy,
            })
            .ToListAsync(cancellation);
        return
        [
            .. documents.Select(document => new RequestDocumentView(
                document.Sequence,
                document.Kind,
                isReadable ? scope.OpenName(row, document.Sequence, document.SubjectId, document.Name) : null,
                document.ContentType,
                document.Size,
                document.ReceivedAt,
                document.AddedBy)),
        ];
    }

    private static async Task<IReadOnlyList<RequestNoticeView>> NoticesAsync(
        OperationScope scope, RequestRow row, bool hasMailServer, CancellationToken cancellation) =>
        await scope.Db.Notices
            .Where(notice => notice.RequestId == row.Id && notice.RecipientId == null)
            .OrderBy(notice => notice.QueuedAt)
            .Select(notice => new RequestNoticeView(
                notice.Id,
                notice.Template,
                notice.State,
                notice.Channel,
                notice.QueuedAt,
                notice.SentAt,
                notice.State == NoticeState.Queued && (notice.Channel != Channel.Email || !hasMailServer)))
            .ToListAsync(cancellation);

    private static async Task<IReadOnlyList<ReportUseView>> UsesAsync(OperationScope scope, RequestRow row, CancellationToken cancellation)
    {
        var entries = await scope.Db.LedgerRequests
            .Where(link => link.RequestId == row.Id)
            .Join(scope.Db.LedgerEntries, link => link.EntryIndex, entry => entry.Index, (link, entry) => entry)
            .OrderBy(entry => entry.Index)
            .Select(entry => entry.Bytes)
            .ToListAsync(cancellation);
        return
        [
            .. entries
                .Select(bytes => CanonicalEncoding.Decode(bytes))
                .Where(entry => entry.Outcome == LedgerOutcome.Done && entry.Operation.StartsWith("report.", StringComparison.Ordinal))
                .Select(entry => new ReportUseView(entry.At, entry.ActorName ?? entry.ActorId, entry.Operation)),
        ];
    }
}
