using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Names;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Notices;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Storage.Requests;

/// <summary>Writes the letters of a request: to whom, by which template, with which values. Policy 8.3, 9.4.</summary>
public static class ApplicantLetters
{
    private const int MostOfAddress = 300;

    /// <summary>Whether there is somebody to write to, and an address.</summary>
    public static bool MayTell(RequestRow request, RequestDetails details) =>
        request.Applicant != ApplicantKind.Organisation && details.ReplyTo.Length > 0;

    /// <summary>How an address is written to: an e-mail address by e-mail, any other by post.</summary>
    public static Channel ChannelFor(string address) => address.Contains('@', StringComparison.Ordinal) ? Channel.Email : Channel.Post;

    /// <summary>Who asks, with the address a letter goes to: the one just written where one is, else the request's own.</summary>
    /// <param name="details">Who asks.</param>
    /// <param name="replyTo">The address just written; empty for the request's own.</param>
    /// <param name="channel">How the letter goes.</param>
    /// <returns>It; or <see cref="InvalidInputs"/> about <c>ReplyTo</c>.</returns>
    public static Result<RequestDetails> Addressed(RequestDetails details, string replyTo, Channel channel)
    {
        var typed = TextCleaning.Clean(replyTo.ReplaceLineEndings(" ")).Value;
        var address = typed.Length > 0 ? typed : details.ReplyTo;
        return address.Length == 0 ? Wrong("Required")
            : address.Length > MostOfAddress ? new InvalidInputs([new InvalidInput("ReplyTo", "TooLong", MostOfAddress)])
            : channel == Channel.Email && ChannelFor(address) != Channel.Email ? Wrong("Email")
            : details with { ReplyTo = address };

        static InvalidInputs Wrong(string problem) => new([new InvalidInput("ReplyTo", problem)]);
    }

    /// <summary>The letter that says that the request was received, and until when and under which clause it will be answered.</summary>
    public static NoticeDraft Receipt(RequestRow request, RequestDetails details)
    {
        var values = Values(request, request.Matters.Select(matter => matter.Kind));
        values.Remove(NoticeValues.Clause);
        if (request.Duties.Where(duty => duty.EndedAt is null).MinBy(duty => duty.DueDay) is { } first)
        {
            (values[NoticeValues.DueOn], values[NoticeValues.Clause]) = (Day(first.DueDay), first.Clause);
        }

        return Draft(request, details, NoticeTemplates.RequestReceived, ChannelFor(details.ReplyTo), values);
    }

    /// <summary>
    /// The letters that tell what became of what was asked: things of one kind of letter stand in one, but each ground of refusal has its
    /// own, since the sentence of the ground is the reason.
    /// </summary>
    /// <param name="request">The request with its duties.</param>
    /// <param name="details">Who asks.</param>
    /// <param name="matters">What they tell of.</param>
    /// <param name="channel">How they go.</param>
    public static IReadOnlyList<NoticeDraft> Closing(
        RequestRow request, RequestDetails details, IEnumerable<ToldMatter> matters, Channel channel) =>
    [
        .. matters
            .GroupBy(matter => (Template: MatterNotices.TemplatesOf(matter.Kind, matter.Decision, matter.Ground)[0], matter.Ground))
            .Select(letter => Closing(request, details, letter.Key.Template, [.. letter], channel)),
    ];

    /// <summary>One letter by a template that the caller chose: a report's covering letter, a block while a complaint is examined.</summary>
    public static NoticeDraft Closing(
        RequestRow request, RequestDetails details, string template, IReadOnlyList<ToldMatter> matters, Channel channel)
    {
        var values = Values(request, matters.Select(matter => matter.Kind));
        var reasons = matters.Select(matter => matter.Reason).OfType<MatterReason>().ToList();
        Put(values, NoticeValues.Text, reasons.Select(reason => reason.Text), "\n\n");
        Put(values, NoticeValues.HowToObject, reasons.Select(reason => reason.HowToObject), "\n");
        Put(values, NoticeValues.Fields, reasons.Select(reason => reason.Fields), ",");
        if (matters.Select(matter => matter.Ground).Distinct().ToList() is [{ } ground])
        {
            values[NoticeValues.Ground] = ground.ToString();
        }

        if (matters.Max(matter => matter.DoneAt) is { } doneAt)
        {
            values[NoticeValues.DoneOn] = Day(AlmatyZone.DayOf(doneAt));
        }

        foreach (var (name, value) in matters.SelectMany(matter => matter.Values))
        {
            values[name] = value;
        }

        // A complaint about a record that was never blocked has nothing to say of a release.
        if (request.Steps.FindLast(step => step.Step == RequestStep.Release) is { } release)
        {
            values[NoticeValues.ReleasedOn] = Day(AlmatyZone.DayOf(release.At));
        }

        return Draft(request, details, template, channel, values);
    }

    private static NoticeDraft Draft(
        RequestRow request, RequestDetails details, string template, Channel channel, Dictionary<string, string> values)
    {
        var isEmail = ChannelFor(details.ReplyTo) == Channel.Email;
        Address(request, details, values);
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

    // Whose data it is, in the words of whoever reads it. Before it is known who asks nobody learns that a record is held.
    private static void Address(RequestRow request, RequestDetails details, Dictionary<string, string> values)
    {
        if (request.Applicant == ApplicantKind.Subject)
        {
            return;
        }

        values[NoticeValues.Applicant] = request.Applicant.ToString();
        if (details.Representation is not null)
        {
            values[NoticeValues.SubjectName] = details.ApplicantName;
        }

        if (request.SubjectId is { } number && request.Steps.Exists(step => step.Step == RequestStep.ConfirmIdentity))
        {
            values[NoticeValues.Subject] = new SubjectId(number).ToString();
        }
    }

    private static Dictionary<string, string> Values(RequestRow request, IEnumerable<RequestKind> kinds)
    {
        var asked = kinds.ToList();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Number] = request.NumberOf().ToString(),
            [NoticeValues.ReceivedOn] = Day(AlmatyZone.DayOf(request.ReceivedAt)),
            [NoticeValues.Kinds] = string.Join(',', asked),
            [NoticeValues.Clause] = string.Join(", ", asked.Select(RequestSteps.ClauseOf).Distinct(StringComparer.Ordinal)),
        };
    }

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
