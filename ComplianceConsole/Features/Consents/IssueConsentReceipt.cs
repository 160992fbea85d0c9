using System.Collections.Immutable;
using System.Globalization;
using ComplianceConsole.Documents.Layout;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using ConsentEvent = ComplianceConsole.Domain.Consents.ConsentEvent;

namespace ComplianceConsole.Features.Consents;

/// <summary>A receipt as a file.</summary>
/// <param name="Name">Its name, without personal data.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ReceiptFile(string Name, string ContentType, byte[] Content);

/// <summary>
/// Issues the receipt of a subject's consents, as a document or for machines; of a blocked record only while a request of the person's own is open,
/// whose answer it belongs to. Policy 2.1(7), 4.3, 8.2.
/// </summary>
public sealed class IssueConsentReceipt(
    Operation operation, RegisterReader registers, IReportRenderer renderer, IClock clock, SiteSettings site)
{
    /// <summary>As a PDF.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="subject">Whose consents.</param>
    /// <param name="language">The language of the reader: en, ru or kk.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>It; or <see cref="InvalidInput"/>, <see cref="NotSetUp"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public async Task<Result<ReceiptFile>> PdfAsync(Actor actor, SubjectId subject, string? language, CancellationToken cancellation)
    {
        if (!(await ReadAsync(actor, subject, language, "pdf", cancellation)).TryGet(out var model, out var refusal))
        {
            return refusal;
        }

        var culture = CultureInfo.GetCultureInfo(model.Language);
        using var pdf = new MemoryStream();
        renderer.Render(ConsentReceipt.Create(model, culture), pdf, new RenderOptions { Language = culture, Clock = clock });
        return new ReceiptFile(model.ReceiptNumber + ".pdf", "application/pdf", pdf.ToArray());
    }

    /// <summary>As JSON under the field names of ISO/IEC TS 27560.</summary>
    /// <inheritdoc cref="PdfAsync"/>
    public async Task<Result<ReceiptFile>> JsonAsync(Actor actor, SubjectId subject, string? language, CancellationToken cancellation) =>
        (await ReadAsync(actor, subject, language, "json", cancellation)).Then(model =>
            new ReceiptFile(model.ReceiptNumber + ".json", "application/json", ConsentReceiptJson.Write(model)));

    private async Task<Result<ConsentReceiptModel>> ReadAsync(
        Actor actor, SubjectId subject, string? language, string form, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<ConsentReceiptModel>(
            actor,
            Uses.ConsentReceipt.Right,
            "consent.receipt",
            async (scope, token) =>
            {
                if (language is not ("en" or "ru" or "kk"))
                {
                    return new InvalidInput("Language", "Choose");
                }

                if (snapshot.Organisation is not { } organisation)
                {
                    return new NotSetUp();
                }

                var asked = await scope.OwnRequestAsync(subject, token);
                var use = BlockedSteps.For(asked?.Applicant ?? ApplicantKind.Organisation, Uses.ConsentReceipt);
                if (!(await scope.OpenAsync(subject, use, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                (record.Entry.Details, record.Entry.RequestId) = (new { form, language }, asked?.Id);
                var events = await scope.ReadConsentsAsync(subject.Number, token);
                var recipients = await scope.Db.Recipients.AsNoTracking().Where(row => row.EndedAt == null).OrderBy(row => row.Id).ToListAsync(token);
                return Model(scope, record, snapshot, organisation, events, recipients, CultureInfo.GetCultureInfo(language)) with
                {
                    PolicyAddresses = Addresses(events.Select(consent => consent.PolicyVersion).Append(record.Row.PolicyVersion), organisation),
                };
            },
            cancellation);
    }

    private ImmutableDictionary<string, string> Addresses(IEnumerable<string> versions, OrganisationRow organisation) =>
        versions
            .Distinct(StringComparer.Ordinal)
            .Select(version => KeyValuePair.Create(version, site.PolicyAddress(version) ?? organisation.Website ?? ""))
            .Where(pair => pair.Value.Length > 0)
            .ToImmutableDictionary(StringComparer.Ordinal);

    private static ConsentReceiptModel Model(
        OperationScope scope,
        OpenRecord record,
        RegisterSnapshot registers,
        OrganisationRow organisation,
        IReadOnlyList<ConsentEvent> events,
        IReadOnlyList<RecipientRow> recipients,
        CultureInfo language)
    {
        var cover = PurposeCover.Of(
            events,
            registers.Purposes.Select(purpose => new PurposeGround(purpose.Code, purpose.Ground)),
            AlmatyZone.DayOf(scope.Now));
        var named = events.SelectMany(consent => consent.Purposes).ToHashSet(StringComparer.Ordinal);
        var purposes = cover.Purposes.Where(purpose => named.Contains(purpose.Purpose.Code)).ToList();
        return new ConsentReceiptModel
        {
            ReceiptNumber = string.Create(
                CultureInfo.InvariantCulture, $"CR-{record.Subject}-{scope.Now.InZone(AlmatyZone.Zone).LocalDateTime:uuuuMMddHHmmss}"),
            RecordNumber = string.Create(CultureInfo.InvariantCulture, $"C-{record.Subject}"),
            IssuedAt = scope.Now,
            Issuer = new DisclosureIssuer(
                organisation.Name.In(language),
                organisation.Address.In(language),
                organisation.Email,
                organisation.Phone ?? "",
                registers.Appointment?.Name ?? ""),
            IssuerBin = organisation.Bin,
            IssuerWebsite = organisation.Website ?? "",
            SubjectNumber = record.Subject.ToString(),
            SubjectName = record.Shown.FullName,
            Language = language.TwoLetterISOLanguageName,
            PolicyVersion = record.Row.PolicyVersion,
            Purposes = [.. purposes.Select(purpose => Purpose(purpose, registers, language))],
            Events = [.. events.Select(consent => Event(consent, language))],
            ThirdParties =
            [
                .. recipients
                    .Select(row => new ReceiptParty(
                        string.Create(CultureInfo.InvariantCulture, $"third-party-{row.Id}"),
                        row.Name,
                        row.Address,
                        row.Email,
                        CountryText.Of(row.Country, language),
                        [.. ConsentReading.Split(row.Purposes).Where(named.Contains)]))
                    .Where(party => party.Purposes.Length > 0),
            ],
        };
    }

    private static ReceiptPurpose Purpose(CoveredPurpose purpose, RegisterSnapshot registers, CultureInfo language)
    {
        var code = purpose.Purpose.Code;
        return new ReceiptPurpose(
            code,
            registers.PurposeOf(code)?.Title.In(language) ?? code,
            purpose.Purpose.Ground,
            registers.Grounds.GetValueOrDefault(purpose.Purpose.Ground)?.In(language) ?? purpose.Purpose.Ground,
            purpose.IsCovered,
            [
                .. registers.Fields
                    .Where(field => field.Purposes.Contains(code, StringComparer.Ordinal))
                    .Select(field => new ReceiptField(field.Code, FieldText.Label(field.Code, language), field.Period.In(language))),
            ]);
    }

    private static ReceiptEvent Event(ConsentEvent consent, CultureInfo language) =>
        new(
            consent.At,
            DisclosureText.Get(language, "Consent_" + consent.Kind, EnumText.Of(consent.Act, language)),
            consent.Kind switch
            {
                ConsentEventKind.Given => "given",
                ConsentEventKind.Confirmed => "confirmed",
                ConsentEventKind.Extended => "renewed",
                ConsentEventKind.Withdrawn => "withdrawn",
                ConsentEventKind.Expired => "expired",
                ConsentEventKind.Superseded => "superseded",
                ConsentEventKind.PurposeAchieved => "achieved",
            },
            EnumText.Of(consent.Channel, language),
            consent.PolicyVersion,
            [.. consent.Purposes],
            consent.Until);
}
