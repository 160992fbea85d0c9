using ComplianceConsole.Domain.Identifiers;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Vault;

/// <summary>The identifiers a profile holds, in the canonical form that is hashed.</summary>
public static class Identifiers
{
    /// <summary>Kind and canonical form of each identifier held.</summary>
    public static IEnumerable<(IdentifierKind Kind, string Canonical)> Of(Profile profile)
    {
        if (profile[FieldCode.ExternalId] is { } externalId)
        {
            yield return (IdentifierKind.ExternalId, externalId);
        }

        if (profile[FieldCode.Email] is { } email)
        {
            yield return (IdentifierKind.Email, Canonical(IdentifierKind.Email, email));
        }

        if (profile[FieldCode.Phone] is { } phone)
        {
            yield return (IdentifierKind.Phone, phone);
        }

        if (profile[FieldCode.Bin] is { } bin)
        {
            yield return (IdentifierKind.Bin, bin);
        }
    }

    /// <summary>The canonical form: an e-mail without regard to case and to how its domain is written; the others as stored.</summary>
    public static string Canonical(IdentifierKind kind, string value) =>
        kind != IdentifierKind.Email ? value.Trim()
        : EmailAddress.TryParse(value, out var address, out _) ? address.Canonical
        : value.Trim().ToLowerInvariant();

    /// <summary>The kind of identifier a field is, if it is one.</summary>
    public static IdentifierKind? KindOf(string fieldCode) =>
        fieldCode switch
        {
            FieldCode.ExternalId => IdentifierKind.ExternalId,
            FieldCode.Email => IdentifierKind.Email,
            FieldCode.Phone => IdentifierKind.Phone,
            FieldCode.Bin => IdentifierKind.Bin,
            _ => null,
        };
}
