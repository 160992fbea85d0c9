using System.Globalization;
using System.Security.Cryptography;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Reports;

/// <summary>Prepares the report that answers a request for disclosure.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Language">The language of the report; the applicant's own where null.</param>
/// <param name="WithNames">Whether who looked is named, not told by the role alone.</param>
public sealed record PrepareReportCommand(RequestNumber Number, int Version, string? Language = null, bool WithNames = false);

/// <summary>
/// Prepares a disclosure report as a PDF, sealed with what it tells of. About a blocked record it may answer the subject's own request;
/// where nothing is held the report says so. It may be prepared again until one is approved. It is drawn between two operations, so that
/// nobody waits for it: where the record moved meanwhile it is gathered anew. Policy 9.1, 9.2.
/// </summary>
public sealed class PrepareReport(Operation operation, RegisterReader registers, IReportRenderer renderer, IClock clock)
{
    private const int MostAttempts = 3;
    private const string SubjectMoved = "Subject";

    /// <summary>Takes the step.</summary>
    /// <returns>
    /// The report's number within the request; or <see cref="ChangedMeanwhile"/> where the request went on, or the record would not stand
    /// still.
    /// </returns>
    public async Task<Result<int>> HandleAsync(Actor actor, PrepareReportCommand command, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var snapshot = await registers.GetAsync(cancellation);
            var gathered = await operation.ReadAsync<Gathered>(
                actor,
                Right.PrepareReport,
                "disclosure.gather",
                (scope, ct) => GatherAsync(scope, command, snapshot, ct),
                cancellation);
            if (!gathered.TryGet(out var draft, out var refusal))
            {
                return refusal;
            }

            var file = await Task.Run(() => Draw(draft), cancellation);
            var stored = await operation.ChangeAsync<int>(
                actor,
                Right.PrepareReport,
                "report.prepare",
                (scope, ct) => StoreAsync(scope, command, draft, file, ct),
                cancellation);
            if (stored.IsDone || stored.Refusal is not ChangedMeanwhile { FieldCode: SubjectMoved } || attempt == MostAttempts)
            {
                return stored;
            }
        }
    }

    private static async Task<Result<Gathered>> GatherAsync(
        OperationScope scope, PrepareReportCommand command, RegisterSnapshot snapshot, CancellationToken cancellation)
    {
        if (command.Language is not (null or "en" or "ru" or "kk"))
        {
            return new InvalidInputs([new InvalidInput("Language", "Choose")]);
        }

        if (snapshot.Organisation is not { } organisation)
        {
            return new NotSetUp();
        }

        var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.PrepareReport, RequestKind.Disclosure, cancellation);
        if (!found.TryGet(out var request, out var refusal))
        {
            return refusal;
        }

        // The record comes first: whatever changes it later leaves a younger mark than the one that is remembered.
        if (!(await OpenAsync(scope, request, cancellation)).TryGet(out var held, out refusal))
        {
            return refusal;
        }

        var last = await scope.Db.Reports.Where(row => row.RequestId == request.Id).MaxAsync(row => (int?)row.Sequence, cancellation);
        var sequence = (last ?? 0) + 1;
        var language = CultureInfo.GetCultureInfo(command.Language ?? request.Language);
        var reader = new DisclosureReader(scope, snapshot, organisation, language, command.WithNames);
        var model = await reader.ReadAsync(request, ReportNumber(command.Number, sequence), held.Record, cancellation);
        held.Entry.RequestId = request.Id;
        return new Gathered(model, sequence, language, held.Record?.Row.Revision);
    }

    private Drawn Draw(Gathered draft)
    {
        using var pdf = new MemoryStream();
        var pages = renderer.Render(
            DisclosureReport.Create(draft.Model, draft.Language), pdf, new RenderOptions { Language = draft.Language, Clock = clock });
        return new Drawn(pdf.ToArray(), pages);
    }

    private static async Task<Result<int>> StoreAsync(
        OperationScope scope, PrepareReportCommand command, Gathered draft, Drawn file, CancellationToken cancellation)
    {
        var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.PrepareReport, RequestKind.Disclosure, cancellation);
        if (!found.TryGet(out var request, out var refusal) || !(await OpenAsync(scope, request, cancellation)).TryGet(out var held, out refusal))
        {
            return refusal;
        }

        if (held.Record?.Row.Revision != draft.Revision)
        {
            return new ChangedMeanwhile(SubjectMoved);
        }

        scope.Db.Reports.Add(
            new ReportRow
            {
                RequestId = request.Id,
                Sequence = draft.Sequence,
                Kind = "disclosure",
                Language = draft.Language.TwoLetterISOLanguageName,
                PreparedAt = draft.Model.PreparedAt,
                PreparedBy = scope.Actor.Name,
                Content = held.Record?.SealReport(request.Id, draft.Sequence, file.Bytes)
                    ?? scope.OpenRequest(request.Id).SealReport(draft.Sequence, file.Bytes),
                Digest = SHA256.HashData(file.Bytes),
                Pages = file.Pages,
            });
        scope.Changed(request);
        held.Entry.RequestId = request.Id;
        held.Entry.Details = new
        {
            report = ReportNumber(command.Number, draft.Sequence),
            language = draft.Language.Name,
            pages = file.Pages,
            names = command.WithNames,
        };
        return draft.Sequence;
    }

    /// <summary>The number printed on a report.</summary>
    internal static string ReportNumber(RequestNumber request, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{request}/{sequence}");

    // Of a destroyed record nothing is held: the report says so, and is kept under the request's own key.
    private static async Task<Result<Opened>> OpenAsync(OperationScope scope, RequestRow request, CancellationToken cancellation)
    {
        var subject = await scope.Db.Subjects.SingleOrDefaultAsync(row => row.Id == request.SubjectId, cancellation);
        return subject is null || subject.State is SubjectState.Destroyed or SubjectState.Depersonalised
            ? new Opened(Record: null, scope.Record(Uses.Disclose.Action, Uses.Disclose.Clause))
            : scope.Open(subject, BlockedSteps.For(request.Applicant, Uses.Disclose)).Then(record => new Opened(record, record.Entry));
    }

    private sealed record Opened(OpenRecord? Record, StagedEntry Entry);

    // Holds personal values, and writes none of them out.
    private sealed record Gathered(DisclosureModel Model, int Sequence, CultureInfo Language, long? Revision)
    {
        public override string ToString() => nameof(Gathered);
    }

    private sealed record Drawn(byte[] Bytes, int Pages);
}
