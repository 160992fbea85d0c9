using System.Globalization;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Notices.Writing;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Consents;

/// <summary>The letter that confirms a withdrawal and says what becomes of the data and by when. Policy 4.5.</summary>
internal static class ConfirmationOfWithdrawal
{
    /// <summary>The letter as the person will get it; the number is given only when the withdrawal is recorded.</summary>
    /// <param name="form">The withdrawal.</param>
    /// <param name="name">The person's name.</param>
    /// <param name="values">What it says of the consents.</param>
    /// <param name="registers">The letterhead and who signs.</param>
    /// <param name="now">The present.</param>
    public static WrittenNotice Preview(
        ReadWithdrawal form, string name, Dictionary<string, string> values, RegisterSnapshot registers, Instant now)
    {
        var today = AlmatyZone.DayOf(now);
        Date(values, string.Create(CultureInfo.InvariantCulture, $"R-{today.Year}-••••••"), form, today);
        return NoticeWriter.Write(
            NoticeTemplates.WithdrawalAccepted, form.Language, new NoticeContent(form.Addressee(name), values, Attachment: null), registers, today);
    }

    /// <summary>Lays the letter into the outbox, in the transaction of the withdrawal.</summary>
    public static void Queue(OperationScope scope, RequestRow request, ReadWithdrawal form, string name, Dictionary<string, string> values)
    {
        Date(values, request.NumberOf().ToString(), form, AlmatyZone.DayOf(scope.Now));
        scope.QueueNotice(
            new NoticeDraft
            {
                Template = NoticeTemplates.WithdrawalAccepted,
                Channel = form.ReplyBy,
                Language = form.Language,
                To = form.Addressee(name),
                Values = values,
                RequestId = request.Id,
                SubjectId = request.SubjectId,
            });
    }

    private static void Date(Dictionary<string, string> values, string number, ReadWithdrawal form, LocalDate today)
    {
        values[NoticeValues.Number] = number;
        values[NoticeValues.ReceivedOn] = LocalDatePattern.Iso.Format(AlmatyZone.DayOf(form.Withdrawal.At));
        values[NoticeValues.DoneOn] = LocalDatePattern.Iso.Format(today);
    }
}
