using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Requests;

/// <summary>Writes the letters of a request: to whom, by which template, with which values. Policy 8.3, 9.4.</summary>
internal static class RequestNotices
{
    /// <summary>Whether there is somebody to write to, and an address.</summary>
    public static bool MayTell(RequestRow request, RequestDetails details) =>
        request.Applicant != ApplicantKind.Organisation && details.ReplyTo.Length > 0;

    /// <summary>Tells the applicant that the request was received.</summary>
    public static void QueueReceipt(OperationScope scope, RequestRow request, RequestDetails details)
    {
        var values = Values(request, request.Matters);
        if (request.Duties.Where(duty => duty.EndedAt is null).Select(duty => (LocalDate?)duty.DueDay).Min() is { } due)
        {
            values[NoticeValues.DueOn] = Day(due);
        }

        scope.QueueNotice(Draft(request, details, NoticeTemplates.RequestReceived, ChannelFor(details.ReplyTo), values));
    }

    /// <summary>Tells the applicant what became of those of the things asked that one letter tells of.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="request">The request.</param>
    /// <param name="details">Who asks.</param>
    /// <param name="template">The letter.</param>
    /// <param name="matters">What it tells of.</param>
    /// <param name="channel">How it goes.</param>
    public static NoticeRow Queue(
        OperationScope scope,
        RequestRow request,
        RequestDetails details,
        string template,
        IReadOnlyList<RequestMatterRow> matters,
        Channel channel)
    {
        var values = Values(request, matters);
        var reasons = matters.Select(scope.OpenRequest(request.Id).OpenReason).OfType<MatterReason>().ToList();
        Put(values, NoticeValues.Text, reasons.Select(reason => reason.Text), "\n\n");
        Put(values, NoticeValues.HowToObject, reasons.Select(reason => reason.HowToObject), "\n");
        Put(values, NoticeValues.Fields, reasons.Select(reason => reason.Fields), ",");
        if (matters.Select(matter => matter.Ground).Distinct().ToList() is [{ } ground])
        {
            values[NoticeValues.Ground] = ground.ToString();
        }

        if (matters.Max(matter => matter.CarriedOutAt ?? matter.DecidedAt) is { } doneAt)
        {
            values[NoticeValues.DoneOn] = Day(AlmatyZone.DayOf(doneAt));
        }

        return scope.QueueNotice(Draft(request, details, template, channel, values));
    }

    /// <summary>How an address is written to: an e-mail address by e-mail, any other by post.</summary>
    public static Channel ChannelFor(string address) => address.Contains('@', StringComparison.Ordinal) ? Channel.Email : Channel.Post;

    private static NoticeDraft Draft(
        RequestRow request, RequestDetails details, string template, Channel channel, Dictionary<string, string> values)
    {
        var isEmail = ChannelFor(details.ReplyTo) == Channel.Email;
        return new NoticeDraft
        {
            Template = template,
            Channel = channel,
            Language = request.Language,
            To = new NoticeAddress(
                details.Representation?.Name ?? details.ApplicantName,
                isEmail ? details.ReplyTo : null,
                isEmail ? null : details.ReplyTo),
            Values = values,
            RequestId = request.Id,
            SubjectId = request.SubjectId,
        };
    }

    private static Dictionary<string, string> Values(RequestRow request, IEnumerable<RequestMatterRow> matters) =>
        new(StringComparer.Ordinal)
        {
            [NoticeValues.Number] = request.NumberOf().ToString(),
            [NoticeValues.ReceivedOn] = Day(AlmatyZone.DayOf(request.ReceivedAt)),
            [NoticeValues.Kinds] = string.Join(',', matters.Select(matter => matter.Kind)),
        };

    private static void Put(Dictionary<string, string> values, string name, IEnumerable<string> parts, string between)
    {
        var text = string.Join(between, parts.Where(part => part.Length > 0).Distinct(StringComparer.Ordinal));
        if (text.Length > 0)
        {
            values[name] = text;
        }
    }

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
