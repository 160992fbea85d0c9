using System.Globalization;
using ComplianceConsole.Domain.Notices;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;

namespace ComplianceConsole.Notices.Writing;

/// <summary>Invented values for every template, so that an administrator sees how a notice will read.</summary>
public static class NoticeSamples
{
    private const string Day = "2026-03-26";
    private const string Later = "2026-04-10";

    /// <summary>To whom a template is written in words of its own, the subject first; only the subject where everybody reads the same.</summary>
    /// <param name="template">The code of the template.</param>
    public static IReadOnlyList<ApplicantKind> ReadersOf(string template) =>
        [
            ApplicantKind.Subject,
            .. new[] { ApplicantKind.Representative, ApplicantKind.AuthorisedBody }
                .Where(applicant => NoticeText.Find($"Body_{template}_{applicant}", CultureInfo.InvariantCulture) is not null),
        ];

    /// <summary>An example of a template in a language; nobody's data.</summary>
    /// <param name="template">The code of the template.</param>
    /// <param name="language">Two-letter code of the language.</param>
    /// <param name="applicant">To whom it goes.</param>
    public static NoticeContent Of(string template, string language, ApplicantKind applicant = ApplicantKind.Subject)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [NoticeValues.Applicant] = applicant.ToString(),
            [NoticeValues.Subject] = "S-0000042",
            [NoticeValues.Number] = "R-2026-000123",
            [NoticeValues.ReceivedOn] = Day,
            [NoticeValues.DueOn] = Later,
            [NoticeValues.DoneOn] = Day,
            [NoticeValues.ReleasedOn] = Day,
            [NoticeValues.AcknowledgeBy] = Later,
            [NoticeValues.Kinds] = KindsOf(template),
            [NoticeValues.Fields] = "last_name,phone",
            [NoticeValues.Purposes] = "3.2.3",
            [NoticeValues.Remaining] = "3.2.1",
            [NoticeValues.Ground] = "EvidenceInsufficient",
            [NoticeValues.Text] = Word("Text"),
            [NoticeValues.Recipients] = "2",
            [NoticeValues.Act] = "D-2026-000007",
            [NoticeValues.SubjectName] = Word("Name"),
            [NoticeValues.SubjectReference] = "ext-000042",
            [NoticeValues.Contract] = "14",
            [NoticeValues.ContractDate] = "2026-01-12",
            [NoticeValues.Incident] = "I-2026-000002",
            [NoticeValues.DetectedAt] = DateWords.Plain(new NodaTime.LocalDate(2026, 3, 26), culture) + ", 09:40",
            [NoticeValues.Affected] = "17",
            [NoticeValues.Measures] = Word("Measures"),
            [NoticeValues.Lines] = Word("Lines"),
            [NoticeValues.Overdue] = "1",
            [NoticeValues.DueToday] = "2",
            [NoticeValues.DueSoon] = "3",
        };
        return new NoticeContent(
            new NoticeAddress(Word("Name"), "reader@example.kz", Word("Address")),
            values,
            NoticeText.Get("Body_" + template, culture).Contains("{attachment}", StringComparison.Ordinal)
                ? new NoticeAttachment("R-2026-000123-1.pdf", "application/pdf", [])
                : null);

        string Word(string name) => NoticeText.Get("Sample_" + name, culture);
    }

    private static string KindsOf(string template) =>
        template switch
        {
            NoticeTemplates.Answer => "Information",
            NoticeTemplates.Refused => "Correction",
            _ => "Disclosure",
        };
}
