using System.Collections.Immutable;
using System.Globalization;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Reports;

/// <summary>Gathers from the records what a disclosure report says, inside the operation that prepares it. Policy 9.1.</summary>
internal sealed class DisclosureReader(OperationScope scope, RegisterSnapshot registers, OrganisationRow organisation, CultureInfo language, bool isNamed)
{
    private readonly DisclosureWords _words = new(registers, language);

    /// <summary>What the report says.</summary>
    /// <param name="request">The request it answers.</param>
    /// <param name="reportNumber">The number of the report.</param>
    /// <param name="record">The subject's record; null where nothing is held.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<DisclosureModel> ReadAsync(
        RequestRow request, string reportNumber, OpenRecord? record, CancellationToken cancellation)
    {
        var head = await scope.Db.LedgerHeads.AsNoTracking().SingleAsync(cancellation);
        var model = new DisclosureModel
        {
            Issuer = Issuer(),
            ReportNumber = reportNumber,
            PreparedAt = scope.Now,
            Request = Request(request),
            Ledger = new Documents.Reports.LedgerState(head.Size, Convert.ToHexStringLower(head.Root), scope.Now),
        };
        if (record is null)
        {
            return model;
        }

        var consents = await ConsentsAsync(record, cancellation);
        var registered = consents.FirstOrDefault(consent => consent.Act == Domain.Consents.ConsentAct.Registration)?.At;
        var gaps = Domain.Consents.ConsentHistory.GapsOf(consents);
        return model with
        {
            Subject = new DisclosureSubject(
                record.Subject.ToString(),
                record.Held.FullName,
                EnumText.Of(record.Row.State, language),
                registered ?? record.Row.CreatedAt),
            Fields = _words.Fields(record.Held),
            Consents = [.. consents.Select(consent => _words.Consent(consent, gaps.Any(gap => gap.From == consent.At)))],
            Transfers = await TransfersAsync(record, cancellation),
            Requests = await RequestsAsync(record, cancellation),
            Corrections = await CorrectionsAsync(record, cancellation),
            Access = await AccessAsync(record, cancellation),
            Retention = _words.Retention(record.Held),
        };
    }

    private DisclosureIssuer Issuer() =>
        new(
            organisation.Name.In(language),
            organisation.Address.In(language),
            organisation.Email,
            organisation.Phone ?? "",
            registers.Appointment?.Name ?? "");

    private DisclosureRequest Request(RequestRow request)
    {
        var details = scope.OpenRequest(request.Id).OpenDetails(request);
        var requester = details.Representation is { } representation
            ? DisclosureText.Get(language, "OnBehalfOf", representation.Name, details.ApplicantName)
            : details.ApplicantName;
        return new DisclosureRequest(
            request.NumberOf().ToString(),
            requester,
            details.Representation is not null,
            details.Representation?.Authority ?? "",
            EnumText.Of(request.Channel, language),
            request.ReceivedAt,
            EnumText.Of(request.IdentityCheck, language),
            request.Duties.Min(duty => duty.DueDay));
    }

    private async Task<IReadOnlyList<Domain.Consents.ConsentEvent>> ConsentsAsync(OpenRecord record, CancellationToken cancellation)
    {
        var rows = await scope.Db.ConsentEvents.AsNoTracking()
            .Where(row => row.SubjectId == record.Row.Id)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Sequence)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => row.ToEvent(
                record.Open<ConsentEventRow, string>(row.Sequence, nameof(ConsentEventRow.Proof), row.Proof))),
        ];
    }

    private async Task<ImmutableArray<TransferEntry>> TransfersAsync(OpenRecord record, CancellationToken cancellation)
    {
        var rows = await scope.Db.Transfers.AsNoTracking()
            .Where(row => row.SubjectId == record.Row.Id)
            .Join(scope.Db.Recipients, row => row.RecipientId, recipient => recipient.Id, (row, recipient) => new { row, recipient })
            .OrderBy(one => one.row.At)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(one => new TransferEntry(
                one.row.At,
                one.recipient.Name,
                string.Join(", ", ConsentReading.Split(one.row.Fields).Select(code => FieldText.Label(code, language))),
                _words.Purpose(one.row.Purpose),
                registers.Grounds.TryGetValue(one.recipient.Ground, out var ground) ? ground.In(language) : one.recipient.Ground,
                Domain.ThirdParties.TransferRules.IsCrossBorder(one.recipient.Country)
                    ? CountryText.Of(one.recipient.Country, language)
                    : "")),
        ];
    }

    private async Task<ImmutableArray<RequestEntry>> RequestsAsync(OpenRecord record, CancellationToken cancellation)
    {
        var rows = await scope.Db.Requests.AsNoTracking()
            .Where(row => row.SubjectId == record.Row.Id)
            .OrderBy(row => row.ReceivedAt)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new RequestEntry(
                row.NumberOf().ToString(),
                EnumText.Of(row.Kind, language),
                row.ReceivedAt,
                row.ClosedAt is { } closed
                    ? DisclosureText.Get(language, "Outcome", EnumText.Of(row.Stage, language), DateWords.DateTime(closed, language))
                    : EnumText.Of(row.Stage, language))),
        ];
    }

    private async Task<ImmutableArray<CorrectionEntry>> CorrectionsAsync(OpenRecord record, CancellationToken cancellation)
    {
        var rows = await scope.Db.ProfileChanges.AsNoTracking()
            .Where(row => row.SubjectId == record.Row.Id)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Sequence)
            .ToListAsync(cancellation);
        return
        [
            .. from row in rows
               let change = record.Open<ProfileChangeRow, ProfileChange>(row.Sequence, nameof(ProfileChangeRow.Details), row.Details)
               from field in change.Changes
               select new CorrectionEntry(
                   row.At,
                   FieldText.Label(field.Field, language),
                   DisclosureWords.KindOf(field.Field),
                   _words.Value(field.Field, field.Old),
                   _words.Value(field.Field, field.New),
                   change.Evidence is { } evidence
                       ? $"{EnumText.Of(evidence.Kind, language)}, {evidence.Reference}"
                       : EnumText.Of(row.Source, language),
                   change.Evidence is { } shown ? EnumText.Of(shown.Word, language) : DisclosureText.Get(language, "ByTheUser")),
        ];
    }

    private async Task<ImmutableArray<AccessEntry>> AccessAsync(OpenRecord record, CancellationToken cancellation)
    {
        var entries = await scope.Db.LedgerSubjects
            .Where(link => link.SubjectId == record.Row.Id)
            .Join(scope.Db.LedgerEntries, link => link.EntryIndex, entry => entry.Index, (link, entry) => entry)
            .OrderBy(entry => entry.Index)
            .Select(entry => entry.Bytes)
            .ToListAsync(cancellation);
        return new DisclosureAccess(_words, language, isNamed).Of(entries.Select(bytes => CanonicalEncoding.Decode(bytes)));
    }
}
