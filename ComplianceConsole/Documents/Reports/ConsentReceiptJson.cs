using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace ComplianceConsole.Documents.Reports;

/// <summary>
/// The consent receipt for machines, under the field names of ISO/IEC TS 27560:2023 (first edition): receipt metadata, and one consent
/// record with its header, processing of personal data, parties and events.
/// </summary>
public static class ConsentReceiptJson
{
    /// <summary>The version of the specification whose structure is followed.</summary>
    public const string SchemaVersion = "ISO/IEC TS 27560:2023";

    private const string Controller = "controller";

    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };

    /// <summary>Writes it as UTF-8.</summary>
    public static byte[] Write(ConsentReceiptModel model) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                receipt_metadata = new
                {
                    schema_version = SchemaVersion,
                    receipt_id = model.ReceiptNumber,
                    receipt_timestamp = InstantPattern.General.Format(model.IssuedAt),
                },
                consent_record = new
                {
                    record_metadata = new
                    {
                        schema_version = SchemaVersion,
                        record_id = model.RecordNumber,
                        pii_principal_id = model.SubjectNumber,
                    },
                    pii_processing = Processing(model),
                    party_identification = Parties(model),
                    event_records = model.Events.Select(one => Event(model, one)),
                },
            },
            s_options);

    private static object Processing(ConsentReceiptModel model) =>
        new
        {
            privacy_notice = Notice(model, model.PolicyVersion),
            privacy_notice_version = model.PolicyVersion,
            language = model.Language,
            jurisdiction = "KZ",
            withdrawal_method = new[] { model.Issuer.PostalAddress, model.Issuer.Email },
            purposes = model.Purposes.Select(purpose => new
            {
                purpose = purpose.Title,
                purpose_type = purpose.Code,
                lawful_basis = purpose.Ground,
                is_covered = purpose.IsCovered,
                pii_controllers = new[] { Controller },
                recipient_third_parties = model.ThirdParties
                    .Where(party => party.Purposes.Contains(purpose.Code, StringComparer.Ordinal))
                    .Select(party => party.Id),
                pii_information = purpose.Fields.Select(field => new
                {
                    pii_type = field.Name,
                    pii_attribute_id = field.Code,
                    retention_period = field.Period,
                }),
            }),
        };

    // The specification wants an address; where none is known, the version alone says which text it was.
    private static string Notice(ConsentReceiptModel model, string version) => model.PolicyAddresses.GetValueOrDefault(version, version);

    private static IEnumerable<object> Parties(ConsentReceiptModel model) =>
    [
        new
        {
            party_id = Controller,
            party_role = "pii_controller",
            party_type = "organisation",
            party_name = model.Issuer.Name,
            party_address = model.Issuer.PostalAddress,
            party_email = model.Issuer.Email,
            party_phone = model.Issuer.Phone.Length > 0 ? model.Issuer.Phone : null,
            party_url = model.IssuerWebsite.Length > 0 ? model.IssuerWebsite : null,
            party_contact = model.Issuer.ResponsiblePerson,
        },
        .. model.ThirdParties.Select(party => new
        {
            party_id = party.Id,
            party_role = "third_party",
            party_type = "organisation",
            party_name = party.Name,
            party_address = party.Address,
            party_email = party.Email,
            party_country = party.Country,
        }),
        new { party_id = model.SubjectNumber, party_role = "pii_principal", party_type = "individual", party_name = model.SubjectName },
    ];

    private static object Event(ConsentReceiptModel model, ReceiptEvent one) =>
        new
        {
            event_time = InstantPattern.General.Format(one.At),
            event_type = "explicit",
            event_state = one.Type,
            event_description = one.Sentence,
            entity_id = one.Type is "expired" or "achieved" ? Controller : "pii_principal",
            privacy_notice = Notice(model, one.PolicyVersion),
            privacy_notice_version = one.PolicyVersion,
            purposes = one.Purposes,
            validity_duration = one.Until is { } until ? "until " + LocalDatePattern.Iso.Format(until) : "until withdrawn",
        };
}
