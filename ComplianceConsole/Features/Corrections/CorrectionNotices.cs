using System.Globalization;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.ThirdParties;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Features.Corrections;

/// <summary>Tells the third parties that received a corrected field what it is now. Policy 9.3, Law 25.</summary>
internal static class CorrectionNotices
{
    private static readonly TextFamily s_words = new(nameof(CommonText));

    /// <summary>Lays the notices into the outbox. To be called after the change is written into the record.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="record">The record as corrected.</param>
    /// <param name="before">The profile as it was, by which the third parties know the person.</param>
    /// <param name="field">The corrected field.</param>
    /// <param name="requestId">The request that asked for it; null where none did.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task QueueAsync(
        OperationScope scope, OpenRecord record, Profile before, string field, long? requestId, CancellationToken cancellation) =>
        scope.NotifyRecipientsAsync(
            record.Row,
            new RecipientNotice
            {
                Template = NoticeTemplates.RecipientCorrected,
                Clause = "9.3",
                FieldCodes = [field],
                KnownAs = before,
                RequestId = requestId,
                TextIn = language => Describe(record.Shown, field, CultureInfo.GetCultureInfo(language)),
            },
            cancellation);

    // As it may be shown: of a bank card the last four digits.
    private static string Describe(Profile shown, string field, CultureInfo language)
    {
        var value = shown[field] is not { Length: > 0 } held ? s_words.Find("NotHeld", language) ?? ""
            : field is FieldCode.UserType && UserTypeCodes.TryParse(held, out var type) ? EnumText.Of(type, language)
            : held;
        return $"{FieldText.Label(field, language)}: {value}";
    }
}
