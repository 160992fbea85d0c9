using System.Collections.Immutable;
using System.Globalization;
using ComplianceConsole.Documents.Reports;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using DocumentConsent = ComplianceConsole.Documents.Reports.ConsentEvent;

namespace ComplianceConsole.Features.Reports;

/// <summary>Says the records in the words of a report's reader: fields with purpose and ground, consents, periods. Policy 3, 4, 5.</summary>
internal sealed class DisclosureWords(RegisterSnapshot registers, CultureInfo language)
{
    /// <summary>Every field held, grouped as in clause 5.</summary>
    public ImmutableArray<HeldFieldGroup> Fields(Profile profile) =>
    [
        .. FieldCode.All
            .Where(code => profile.Fields.ContainsKey(code))
            .GroupBy(FieldGroups.Of)
            .OrderBy(group => group.Key)
            .Select(group => new HeldFieldGroup(
                EnumText.Of(group.Key, language),
                [.. group.Select(code => Held(code, profile.Fields[code]))])),
    ];

    /// <summary>How long the fields held are kept, those with the same period together.</summary>
    public ImmutableArray<RetentionEntry> Retention(Profile profile) =>
    [
        .. registers.Fields
            .Where(field => profile.Fields.ContainsKey(field.Code))
            .GroupBy(field => (Period: field.Period.In(language), Purposes: string.Join(", ", field.Purposes)))
            .Select(group => new RetentionEntry(
                string.Join(", ", group.Select(field => FieldText.Label(field.Code, language))),
                group.Key.Period,
                group.Key.Purposes.Length > 0
                    ? DisclosureText.Get(language, "BasisPurposes", group.Key.Purposes)
                    : DisclosureText.Get(language, "BasisNone"))),
    ];

    /// <summary>An event of the consents.</summary>
    public DocumentConsent Consent(Domain.Consents.ConsentEvent consent, bool beginsGap) =>
        new(
            consent.At,
            DisclosureText.Get(language, "Consent_" + consent.Kind, EnumText.Of(consent.Act, language)),
            consent.PolicyVersion,
            [.. consent.Purposes.Select(Purpose)],
            EnumText.Of(consent.Channel, language),
            consent.Proof,
            beginsGap && consent.Act == ConsentAct.Registration && !consent.Grants);

    /// <summary>A purpose by its code, with its clause; the code of what serves the law alone is no clause.</summary>
    public string Purpose(string code) =>
        registers.PurposeOf(code) is { } purpose
            ? DisclosureText.Get(language, "Purpose", purpose.Title.In(language), code)
            : code is Domain.Processing.Uses.Law ? DisclosureText.Get(language, "UnderLaw") : code;

    /// <summary>What a field is, for the sake of what may never be printed.</summary>
    public static HeldFieldKind KindOf(string code) =>
        code switch
        {
            FieldCode.BankCardNumber => HeldFieldKind.BankCard,
            FieldCode.PasswordSet => HeldFieldKind.Password,
            _ => HeldFieldKind.Plain,
        };

    /// <summary>A value as the reader reads it: a user type is a word, not a code.</summary>
    public string Value(string code, string? value) =>
        code is FieldCode.UserType && UserTypeCodes.TryParse(value, out var type) ? EnumText.Of(type, language) : value ?? "";

    private HeldField Held(string code, FieldValue field)
    {
        var purposes = (registers.FieldOf(code)?.Purposes ?? []).ToList();
        var grounds = purposes
            .Select(registers.PurposeOf)
            .OfType<Purpose>()
            .Select(purpose => registers.Grounds.TryGetValue(purpose.Ground, out var ground) ? ground.In(language) : purpose.Ground)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new HeldField(
            FieldText.Label(code, language),
            Value(code, field.Value),
            KindOf(code),
            purposes.Count > 0 ? [.. purposes.Select(Purpose)] : [DisclosureText.Get(language, "NoPurpose")],
            grounds.Count > 0 ? string.Join("; ", grounds) : DisclosureText.Get(language, "NoGround"),
            EnumText.Of(field.Source, language),
            field.ChangedAt);
    }
}
