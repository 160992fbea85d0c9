using System.Globalization;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;
using NodaTime;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>How requests are spoken of.</summary>
internal static class RequestWords
{
    private static readonly TextFamily s_text = new(nameof(RequestsText));

    /// <summary>What is asked, in one line.</summary>
    public static string Kinds(IEnumerable<RequestKind> kinds, ApplicantKind applicant) =>
        string.Join(", ", kinds.Select(kind => Kind(kind, applicant)));

    /// <summary>What is asked; a finding of the organisation's own is nobody's complaint.</summary>
    public static string Kind(RequestKind kind, ApplicantKind applicant) =>
        applicant == ApplicantKind.Organisation && kind == RequestKind.Complaint
            ? s_text.Find("Own_Kind", CultureInfo.CurrentUICulture) ?? EnumText.Of(kind)
            : EnumText.Of(kind);

    /// <summary>What the name in a request is the name of: a representative gives the subject's, and the organisation who found it.</summary>
    public static string NameLabel(ApplicantKind applicant) =>
        applicant switch
        {
            ApplicantKind.Organisation => s_text.Find("Own_FoundBy"),
            ApplicantKind.Representative or ApplicantKind.AuthorisedBody => s_text.Find("Name_" + applicant),
            ApplicantKind.Subject => null,
        } ?? FieldText.Label("ApplicantName");

    /// <summary>How it was checked who asks; a body signs letters, it has no identity document.</summary>
    public static string Check(IdentityCheck check, ApplicantKind applicant) =>
        (applicant == ApplicantKind.AuthorisedBody ? s_text.Find("BodyCheck_" + check) : null) ?? EnumText.Of(check);

    /// <summary>A step as a sentence of the timeline.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isOneMatter">Whether the request asks one thing alone, so that it need not be said which.</param>
    public static string Sentence(RequestStepView step, bool isOneMatter)
    {
        var language = CultureInfo.CurrentUICulture;
        var key = step.Step is { } taken ? "Taken_" + taken : "Step_Received";
        var sentence = string.Format(language, s_text.Find(key, language) ?? key, ActorText.Named(step.By, language));
        return !isOneMatter && step is { Matter: { } matter, Step: not (RequestStep.HandOver or RequestStep.PrepareReport or RequestStep.ApproveReport) }
            ? $"{sentence} ({EnumText.Of(matter)})"
            : sentence;
    }

    /// <summary>The same with its moment: "Identity confirmed by Aigerim Sarsenova at 06:59".</summary>
    /// <param name="step">The step.</param>
    /// <param name="isOneMatter">Whether the request asks one thing alone.</param>
    /// <param name="now">The present, so that the day of today need not be said.</param>
    public static string SentenceAt(RequestStepView step, bool isOneMatter, Instant now)
    {
        var language = CultureInfo.CurrentUICulture;
        var isToday = DateWords.DateOf(step.At) == DateWords.DateOf(now);
        var moment = isToday ? DateWords.Time(step.At) : DateWords.DateTime(step.At, language);
        return string.Format(language, s_text.Find(isToday ? "StepAt" : "StepOn", language) ?? "{0}", Sentence(step, isOneMatter), moment);
    }
}
