using System.Globalization;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>
/// The letter that confirms a withdrawal and says what becomes of the data and by when: the same that a withdrawal by request is answered with.
/// Policy 4.5.
/// </summary>
internal static class ConfirmationOfWithdrawal
{
    /// <summary>The letter as the person will get it; the number is given only when the withdrawal is recorded.</summary>
    /// <param name="form">The withdrawal.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="values">What it says of the consents.</param>
    /// <param name="registers">The letterhead and who signs.</param>
    /// <param name="now">The present.</param>
    public static WrittenNotice Preview(
        ReadWithdrawal form, string name, IReadOnlyDictionary<string, string> values, RegisterSnapshot registers, Instant now)
    {
        var today = AlmatyZone.DayOf(now);
        var registered = new RequestRow
        {
            Year = today.Year,
            Serial = 1,
            Applicant = ApplicantKind.Subject,
            ReceivedAt = form.Withdrawal.At,
            Language = form.Language,
            RegisteredBy = "",
            Details = [],
        };
        var draft = Draft(registered, form, name, values, now);
        var said = new Dictionary<string, string>(draft.Values, StringComparer.Ordinal)
        {
            [NoticeValues.Number] = string.Create(CultureInfo.InvariantCulture, $"R-{today.Year}-••••••"),
        };
        return NoticeWriter.Write(draft.Template, draft.Language, new NoticeContent(draft.To, said, Attachment: null), registers, today);
    }

    /// <summary>Lays the letter into the outbox, in the transaction of the withdrawal.</summary>
    public static void Queue(
        OperationScope scope, RequestRow request, ReadWithdrawal form, string name, IReadOnlyDictionary<string, string> values) =>
        scope.QueueNotice(Draft(request, form, name, values, scope.Now));

    private static NoticeDraft Draft(
        RequestRow request, ReadWithdrawal form, string name, IReadOnlyDictionary<string, string> values, Instant now)
    {
        var told = new ToldMatter(RequestKind.Withdrawal, MatterDecision.Granted, Ground: null, Reason: null, now) { Values = values };
        var details = new RequestDetails(name, form.ReplyTo, Text: "", Representation: null);
        return ApplicantLetters.Closing(request, details, NoticeTemplates.WithdrawalAccepted, [told], form.ReplyBy);
    }
}
