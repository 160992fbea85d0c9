using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Intake.Files;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Intake;

/// <summary>The last event of a consent to newsletters, as far as an import needs it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Channel">How it was expressed.</param>
internal sealed record NewsletterState(ConsentEventKind Kind, Channel Channel)
{
    public bool IsWanted => Kind is ConsentEventKind.Given or ConsentEventKind.Confirmed or ConsentEventKind.Extended;
}

/// <summary>What a row changes in the record of a subject who is known already. Policy 4.2.2.</summary>
/// <param name="Fields">Fields with old and new value.</param>
/// <param name="Consents">Events of consent that follow from the row.</param>
/// <param name="PolicyVersion">The policy version after it.</param>
internal sealed record KnownRowChange(IReadOnlyList<FieldChange> Fields, IReadOnlyList<ConsentEvent> Consents, string PolicyVersion)
{
    /// <summary>Whether nothing is to be written.</summary>
    public bool IsNothing => Fields.Count == 0 && Consents.Count == 0;
}

/// <summary>Compares a row with the record it belongs to. Pure: it decides and warns, and writes nothing.</summary>
internal static class KnownRow
{
    /// <summary>The fields in which the row differs from the record.</summary>
    public static IReadOnlyList<FieldChange> Differences(ImportRow row, Profile held) =>
        [.. ImportColumns.Fields
            .Where(code => !string.Equals(row[code], held[code], StringComparison.Ordinal))
            .Select(code => new FieldChange(code, held[code], row[code]))];

    /// <summary>What the row changes.</summary>
    /// <param name="row">The row; it is given warnings where something of it is not taken.</param>
    /// <param name="record">The record, opened.</param>
    /// <param name="differences">The fields in which they differ.</param>
    /// <param name="corrected">Field and value of everything that corrections have replaced in this record.</param>
    /// <param name="newsletter">The last event of the consent to newsletters, if any.</param>
    /// <param name="terms">The import's terms.</param>
    public static KnownRowChange Decide(
        ImportRow row,
        OpenRecord record,
        IReadOnlyList<FieldChange> differences,
        IReadOnlySet<(string Field, string? Value)> corrected,
        NewsletterState? newsletter,
        ImportTerms terms)
    {
        var fields = differences.Where(change => !corrected.Contains((change.Field, change.New))).ToList();
        var kept = differences.Except(fields).Select(change => change.Field).ToList();
        var consents = new List<ConsentEvent>();
        var policyVersion = AddRegistration(row, record, terms, consents);
        if (fields.Any(change => FieldGroups.Of(change.Field) == FieldGroup.Company))
        {
            consents.Add(terms.Event(row, ConsentAct.CompanyData, ConsentEventKind.Confirmed, terms.Now));
        }

        var withdrawalStays = AddNewsletter(row, newsletter, terms, consents);
        var change = new KnownRowChange(fields, consents, policyVersion);
        if (change.IsNothing)
        {
            row.ForgetWarnings();
        }

        kept.ForEach(code => row.Warn(code, RowReason.CorrectionStays));
        if (withdrawalStays)
        {
            row.Warn(ImportColumns.Newsletter, RowReason.WithdrawalStays);
        }

        WarnOfRegistration(row, record, policyVersion);
        return change;
    }

    private static void WarnOfRegistration(ImportRow row, OpenRecord record, string policyVersion)
    {
        if (!string.Equals(policyVersion, row.PolicyVersion, StringComparison.Ordinal))
        {
            row.Warn(ImportColumns.PolicyVersion, RowReason.PolicyVersionStays);
        }
        else if (string.Equals(policyVersion, record.Row.PolicyVersion, StringComparison.Ordinal)
            && RegisteredAt(record.Held) is { } registered
            && registered != row.RegisteredAt)
        {
            row.Warn(ImportColumns.RegisteredAt, RowReason.RegistrationStays);
        }
    }

    // Agreeing to a later version of the policy confirms the registration under it; the first agreement stays in the history. An older
    // export does not bring an older version back.
    private static string AddRegistration(ImportRow row, OpenRecord record, ImportTerms terms, List<ConsentEvent> consents)
    {
        if (!terms.IsLater(row.PolicyVersion, record.Row.PolicyVersion))
        {
            return record.Row.PolicyVersion;
        }

        var at = RegisteredAt(record.Held) is { } first && row.RegisteredAt > first ? row.RegisteredAt : terms.Now;
        consents.Add(terms.Event(row, ConsentAct.Registration, ConsentEventKind.Confirmed, at));
        return row.PolicyVersion;
    }

    // Answers whether a wish is not taken, because the subject withdrew it by a letter that the file's origin may not know of.
    private static bool AddNewsletter(ImportRow row, NewsletterState? last, ImportTerms terms, List<ConsentEvent> consents)
    {
        var isWanted = last?.IsWanted ?? false;
        if (row.Newsletter is not { } wants || wants == isWanted)
        {
            return false;
        }

        if (wants && last is { Kind: ConsentEventKind.Withdrawn, Channel: not Channel.Resource })
        {
            return true;
        }

        consents.Add(terms.Event(row, ConsentAct.Newsletter, wants ? ConsentEventKind.Given : ConsentEventKind.Withdrawn, terms.Now));
        return false;
    }

    // The external id came with the registration and never changes, so that its moment is the registration's.
    private static NodaTime.Instant? RegisteredAt(Profile held) =>
        held.Fields.TryGetValue(FieldCode.ExternalId, out var id) && id.Source == FieldSource.Registration ? id.ChangedAt : null;
}
