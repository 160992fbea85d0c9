using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Requests;

/// <summary>Asks how the letters of a request would read.</summary>
/// <param name="Number">The request.</param>
public sealed record LetterDraftCommand(RequestNumber Number)
{
    /// <summary>What is being refused or answered; null for everything that is done or refused and not told yet.</summary>
    public RequestKind? Matter { get; init; }

    /// <summary>The ground of a refusal; null where nothing is refused, or where none is chosen yet.</summary>
    public RefusalGround? Ground { get; init; }

    /// <summary>Whether it is being refused.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>What is written so far.</summary>
    public string Text { get; init; } = "";

    /// <summary>How to object, as written so far.</summary>
    public string HowToObject { get; init; } = "";

    /// <summary>How it would go.</summary>
    public Channel Channel { get; init; }

    /// <summary>Not what it says, so that it cannot slip into a log.</summary>
    public override string ToString() => $"{nameof(LetterDraftCommand)} {Number}";
}

/// <summary>Shows the letters of a request as the applicant would read them, before anything is laid into the outbox. Policy 8.3.</summary>
public sealed class DraftLetter(Operation operation, RegisterReader registers)
{
    /// <summary>Writes them; nothing is kept.</summary>
    public async Task<Result<IReadOnlyList<WrittenNotice>>> HandleAsync(
        Actor actor, LetterDraftCommand command, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<IReadOnlyList<WrittenNotice>>(
            actor,
            Right.HandleRequest,
            "request.draft",
            async (scope, ct) =>
            {
                if (!(await scope.FindRequestAsync(command.Number, ct)).TryGet(out var row, out var refusal))
                {
                    return refusal;
                }

                if (!scope.HasKey(KeyHolder.Request, row.Id))
                {
                    return new RecordDestroyed(new SubjectId(row.SubjectId!.Value));
                }

                scope.Record(row, ProcessingAction.Use, "8.3");
                var details = scope.OpenRequest(row.Id).OpenDetails(row);
                var day = AlmatyZone.DayOf(scope.Now);
                var told = await ToldAsync(scope, row, command, ct);
                var letters = command is { Matter: RequestKind.Disclosure, IsRefusal: false }
                    ? await CoverAsync(scope, row, details, told, command, ct)
                    : ApplicantLetters.Closing(row, details, told, command.Channel);
                return (WrittenNotice[])
                [
                    .. letters
                        .Select(letter => NoticeWriter.Write(
                            letter.Template, letter.Language, new NoticeContent(letter.To, letter.Values, letter.Attachment), snapshot, day)),
                ];
            },
            cancellation);
    }

    // The report itself is not opened: its letter names it.
    private static async Task<IReadOnlyList<NoticeDraft>> CoverAsync(
        OperationScope scope,
        RequestRow row,
        RequestDetails details,
        IReadOnlyList<ToldMatter> told,
        LetterDraftCommand command,
        CancellationToken cancellation)
    {
        var report = await scope.Db.Reports.SingleOrDefaultAsync(one => one.RequestId == row.Id && one.ApprovedAt != null, cancellation);
        if (report is null)
        {
            return [];
        }

        var name = FormattableString.Invariant($"{command.Number}-{report.Sequence}.pdf");
        return
        [
            ApplicantLetters.Closing(row, details, CoverTemplateOf(report), told, command.Channel) with
            {
                Attachment = new NoticeAttachment(name, "application/pdf", []),
            },
        ];
    }

    private static string CoverTemplateOf(ReportRow report) => OpenRequest.Holds(report) ? NoticeTemplates.NothingHeld : NoticeTemplates.Disclosure;

    private static async Task<IReadOnlyList<ToldMatter>> ToldAsync(
        OperationScope scope, RequestRow row, LetterDraftCommand command, CancellationToken cancellation)
    {
        if (command.Matter is not { } kind)
        {
            return await ToldMatter.OfAsync(scope, row, await NotifyApplicant.UnwrittenAsync(scope, row, cancellation), cancellation);
        }

        var decision = command.IsRefusal ? MatterDecision.Refused : MatterDecision.Granted;
        return [new ToldMatter(kind, decision, command.Ground, new MatterReason(command.Text.Trim(), command.HowToObject.Trim()), scope.Now)];
    }
}
