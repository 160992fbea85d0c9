using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Domain.ThirdParties;

/// <summary>Why a third party may not be given what was chosen. The names are keys of the sentences for <see cref="Results.InvalidInput"/>.</summary>
public enum TransferProblem
{
    /// <summary>It may.</summary>
    None,

    /// <summary>Nothing was chosen.</summary>
    Required,

    /// <summary>It does not receive this at all, or the purpose does not need it.</summary>
    NotForRecipient,
}

/// <summary>What a third party may receive, as its register entry says.</summary>
/// <param name="Fields">Codes of the fields.</param>
/// <param name="Purposes">Codes of the purposes.</param>
/// <param name="From">The day of the contract; null where it has none.</param>
/// <param name="Until">The last day of the contract; null where it sets none.</param>
/// <param name="HasEnded">Whether the entry was ended.</param>
public sealed record RecipientTerms(
    IReadOnlyCollection<string> Fields, IReadOnlyCollection<string> Purposes, LocalDate? From, LocalDate? Until, bool HasEnded)
{
    /// <summary>Whether the third party receives anything on a day.</summary>
    public bool IsOpenOn(LocalDate day) => !HasEnded && (From is not { } from || day >= from) && (Until is not { } until || day <= until);
}

/// <summary>What may be handed to third parties. Policy 3.2, 6.2, Law 15 and 16.</summary>
public static class TransferRules
{
    /// <summary>The country of the organisation: another makes a transfer cross-border. Law 16.</summary>
    public const string HomeCountry = "KZ";

    /// <summary>
    /// Within what time a third party is asked to confirm a notice. Neither policy nor law sets a term: it is what the organisation deems a
    /// reasonable step. Policy 9.4.
    /// </summary>
    public static readonly Term AcknowledgeWithin = Term.WorkingDays(5);

    /// <summary>Fields that are handed to nobody: a password is not held, and a representation is the organisation's own note.</summary>
    public static IReadOnlyList<string> NeverTransferred { get; } = [FieldCode.PasswordSet, FieldCode.RepresentativeOf];

    /// <summary>The fields that can be handed to a third party at all, in the order of clause 5.</summary>
    public static IReadOnlyList<string> Transferable { get; } = [.. FieldCode.All.Except(NeverTransferred, StringComparer.Ordinal)];

    /// <summary>Whether a country is another than the organisation's own. Law 16.</summary>
    public static bool IsCrossBorder(string country) => !string.Equals(country, HomeCountry, StringComparison.Ordinal);

    /// <summary>Whether fields may be handed over: each is one that the third party receives.</summary>
    public static TransferProblem CheckFields(RecipientTerms terms, IReadOnlyCollection<string> fields) =>
        fields.Count == 0 ? TransferProblem.Required
        : fields.All(field => terms.Fields.Contains(field, StringComparer.Ordinal) && Transferable.Contains(field, StringComparer.Ordinal))
            ? TransferProblem.None
        : TransferProblem.NotForRecipient;

    /// <summary>Whether the third party receives for a purpose.</summary>
    public static TransferProblem CheckPurpose(RecipientTerms terms, string? purpose) =>
        string.IsNullOrEmpty(purpose) ? TransferProblem.Required
        : terms.Purposes.Contains(purpose, StringComparer.Ordinal) ? TransferProblem.None
        : TransferProblem.NotForRecipient;

    /// <summary>
    /// Whether what covers a purpose lets data go to a third party: another ground does, a consent unless it says no. Policy 4.3, Law 8(4), 16.
    /// </summary>
    /// <param name="purpose">How the purpose is covered for the subject.</param>
    /// <param name="fields">The fields.</param>
    /// <param name="isCrossBorder">Whether the third party is in another country.</param>
    public static bool IsAllowedBy(CoveredPurpose purpose, IReadOnlyCollection<string> fields, bool isCrossBorder) =>
        purpose.IsCovered
        && (!purpose.Purpose.NeedsConsent || purpose.Consents.Any(consent => Allows(consent.Scope, fields, isCrossBorder)));

    private static bool Allows(ConsentScope? scope, IReadOnlyCollection<string> fields, bool isCrossBorder) =>
        scope is null
        || (scope.ThirdParties is not false
            && (!isCrossBorder || scope.CrossBorder is not false)
            && (scope.Fields is not { } listed || fields.All(field => listed.Contains(field, StringComparer.Ordinal))));
}
