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
/// where nothing is held the report says so. It may be prepared again until one is approved. Policy 9.1, 9.2.
/// </summary>
public sealed class PrepareReport(Operation operation, RegisterReader registers, IReportRenderer renderer, IClock clock)
{
    /// <summary>Takes the step.</summary>
    /// <returns>The report's number within the request.</returns>
    public async Task<Result<int>> HandleAsync(Actor actor, PrepareReportCommand command, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ChangeAsync<int>(
            actor,
            Right.PrepareReport,
            "report.prepare",
            (scope, ct) => PrepareAsync(scope, command, snapshot, ct),
            cancellation);
    }

    private async Task<Result<int>> PrepareAsync(
        OperationScope scope, PrepareReportCommand command, RegisterSnapshot snapshot, CancellationToken cancellation)
    {
        if (command.Language is not (null or "en" or "ru" or "kk"))
        {
            return new InvalidInputs([new InvalidInput("Language", "Choose")]);
        }

        var found = await scope.FindRequestAsync(command.Number, command.Version, RequestStep.PrepareReport, cancellation);
        if (!found.TryGet(out var request, out var refusal))
        {
            return refusal;
        }

        if (snapshot.Organisation is not { } organisation)
        {
            return new NotSetUp();
        }

        if (!(await OpenAsync(scope, request, cancellation)).TryGet(out var held, out refusal))
        {
            return refusal;
        }

        var last = await scope.Db.Reports.Where(row => row.RequestId == request.Id).MaxAsync(row => (int?)row.Sequence, cancellation);
        var sequence = (last ?? 0) + 1;
        var language = CultureInfo.GetCultureInfo(command.Language ?? request.Language);
        var reader = new DisclosureReader(scope, snapshot, organisation, language, command.WithNames);
        var model = await reader.ReadAsync(request, ReportNumber(command.Number, sequence), held.Record, cancellation);
        using var pdf = new MemoryStream();
        var pages = renderer.Render(
            DisclosureReport.Create(model, language), pdf, new RenderOptions { Language = language, Clock = clock });
        var bytes = pdf.ToArray();
        scope.Db.Reports.Add(
            new ReportRow
            {
                RequestId = request.Id,
                Sequence = sequence,
                Kind = "disclosure",
                Language = language.TwoLetterISOLanguageName,
                PreparedAt = scope.Now,
                PreparedBy = scope.Actor.Name,
                Content = held.Record?.SealReport(request.Id, sequence, bytes) ?? scope.OpenRequest(request.Id).SealReport(sequence, bytes),
                Digest = SHA256.HashData(bytes),
                Pages = pages,
            });
        scope.Changed(request);
        held.Entry.RequestId = request.Id;
        held.Entry.Details = new { report = ReportNumber(command.Number, sequence), language = language.Name, pages, names = command.WithNames };
        return sequence;
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
            : scope.Open(subject, ReportUses.For(request, Uses.Disclose)).Then(record => new Opened(record, record.Entry));
    }

    private sealed record Opened(OpenRecord? Record, StagedEntry Entry);
}
