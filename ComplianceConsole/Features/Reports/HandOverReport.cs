using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Reports;

/// <summary>Hands the approved report over.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="HandedOverAt">
/// When it was handed over or sent outside the console: this instant ends the duty, not the click; null lays it into the outbox with its
/// covering letter, and the duty ends when they go out.
/// </param>
/// <param name="Channel">How it goes, or went.</param>
/// <param name="ReplyTo">Where it goes, where the request names no address of this kind.</param>
public sealed record HandOverReportCommand(
    RequestNumber Number, int Version, Instant? HandedOverAt, Channel Channel, string ReplyTo = "");

/// <summary>
/// Hands the approved report over, which ends the duty to disclose, on time or late: by the outbox with a covering letter, or as a person
/// says who gave it to the applicant. Policy 9.1.
/// </summary>
public sealed class HandOverReport(Operation operation)
{
    private static readonly RequestKind s_matter = RequestKind.Disclosure;

    /// <summary>Takes the step, or lays the letter that takes it when it goes out.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, HandOverReportCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.HandleRequest,
            command.HandedOverAt is null ? "report.send" : "report.handover",
            async (scope, ct) =>
            {
                if (!Enum.IsDefined(command.Channel))
                {
                    return new InvalidInputs([new InvalidInput("Channel", "Choose")]);
                }

                var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.HandOver, s_matter, ct);
                if (!found.TryGet(out var request, out var refusal))
                {
                    return refusal;
                }

                var report = await scope.Db.Reports.SingleOrDefaultAsync(row => row.RequestId == request.Id && row.ApprovedAt != null, ct);
                if (report is null)
                {
                    // It went with the data of the person it is about.
                    return new NotFound("Report");
                }

                return command.HandedOverAt is { } at
                    ? await RecordAsync(scope, request, report, command, at, ct)
                    : await QueueAsync(scope, request, report, command, ct);
            },
            cancellation);

    private static async Task<Result<Done>> RecordAsync(
        OperationScope scope, RequestRow request, ReportRow report, HandOverReportCommand command, Instant at, CancellationToken cancellation)
    {
        if (scope.CheckDoneAt("HandedOverAt", at, report.ApprovedAt!.Value) is { } problem)
        {
            return new InvalidInputs([problem]);
        }

        // Whoever receives it receives the data: the door decides, and the transfer is in the ledger.
        if (!(await scope.OpenReportAsync(request, report, Uses.HandOver, cancellation)).TryGet(out _, out var refusal))
        {
            return refusal;
        }

        await scope.TakeBackLettersAsync(request, [request.Matter(s_matter)], cancellation);
        await scope.HandOverAsync(request, report, at, scope.Actor.Name, command.Channel, cancellation);
        return default(Done);
    }

    private static async Task<Result<Done>> QueueAsync(
        OperationScope scope, RequestRow request, ReportRow report, HandOverReportCommand command, CancellationToken cancellation)
    {
        if (command.Channel is not (Channel.Email or Channel.Post))
        {
            return new InvalidInputs([new InvalidInput("HandedOverAt", "Required")]);
        }

        if ((await scope.CourseAsync(request, cancellation)).Matter(s_matter)!.IsNoticeWaiting)
        {
            return new StepNotOpen(nameof(RequestStep.HandOver));
        }

        var written = scope.OpenRequest(request.Id).OpenDetails(request);
        if (!ApplicantLetters.Addressed(written, command.ReplyTo, command.Channel).TryGet(out var details, out var refusal)
            || !(await scope.OpenReportAsync(request, report, Uses.HandOver, cancellation)).TryGet(out var file, out refusal))
        {
            return refusal;
        }

        var template = OpenRequest.Holds(report) ? NoticeTemplates.NothingHeld : NoticeTemplates.Disclosure;
        var told = ToldMatter.Of(scope, request.Matter(s_matter));
        var letter = ApplicantLetters.Closing(request, details, template, [told], command.Channel) with
        {
            Attachment = new NoticeAttachment(
                FormattableString.Invariant($"{command.Number}-{report.Sequence}.pdf"), "application/pdf", file),
        };
        scope.QueueNotice(letter);
        scope.Changed(request);
        return default(Done);
    }
}
