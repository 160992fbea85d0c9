using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Subjects;

namespace ComplianceConsole.Components;

/// <summary>Every address of the console. An address carries numbers and codes, never a personal value or a searched text.</summary>
public static class Links
{
    /// <summary>What is due.</summary>
    public const string Today = "/";

    /// <summary>Search and the list of subjects.</summary>
    public const string Subjects = "/subjects";

    /// <summary>The queue of requests.</summary>
    public const string Requests = "/requests";

    /// <summary>Registering a request.</summary>
    public const string NewRequest = "/requests/new";

    /// <summary>What waits for destruction.</summary>
    public const string Destruction = "/destruction";

    /// <summary>Destroying a subject's data: <c>/destruction/S-0000042</c>.</summary>
    public static string Destroy(SubjectId subject) => $"{Destruction}/{subject}";

    /// <summary>Destroying a subject's data as a request asks it: <c>/destruction/S-0000042?request=R-2026-000123</c>.</summary>
    public static string Destroy(SubjectId subject, RequestNumber request) => $"{Destroy(subject)}?request={request}";

    /// <summary>What was proposed and waits for a second person.</summary>
    public const string DestructionApprovals = Destruction + "/approvals";

    /// <summary>What is left of a destroyed subject, for who opens no subject's page: <c>/destruction/S-0000042/proof</c>.</summary>
    public static string Tombstone(SubjectId subject) => $"{Destroy(subject)}/proof";

    /// <summary>Depersonalising records whose purpose has ended.</summary>
    public const string Depersonalise = Destruction + "/depersonalise";

    /// <summary>The same with a record chosen: <c>/destruction/depersonalise?subject=S-0000042</c>.</summary>
    public static string DepersonaliseOne(SubjectId subject) => $"{Depersonalise}?subject={subject}";

    /// <summary>Figures about depersonalised records.</summary>
    public const string Statistics = "/reports/statistics";

    /// <summary>The same as a file.</summary>
    public const string StatisticsFile = Statistics + ".csv";

    /// <summary>The pattern of <see cref="DestructionAct"/>.</summary>
    public const string DestructionActPattern = Destruction + "/{number}/act.pdf";

    /// <summary>The act of a destruction as a PDF: <c>/destruction/S-0000042/act.pdf?language=kk</c>.</summary>
    public static string DestructionAct(SubjectId subject, string language) => $"{Destroy(subject)}/act.pdf?language={language}";

    /// <summary>The page of an incident: <c>/incidents/I-2026-000001</c>.</summary>
    public static string Incident(IncidentNumber number) => $"{Incidents}/{number}";

    /// <summary>The outbox: what went out, waits, or could not be delivered.</summary>
    public const string Notices = "/notices";

    /// <summary>The texts of notices, with invented values.</summary>
    public const string NoticeTemplates = "/notices/templates";

    /// <summary>The register of third parties.</summary>
    public const string ThirdParties = "/third-parties";

    /// <summary>The register of incidents.</summary>
    public const string Incidents = "/incidents";

    /// <summary>Registering an incident.</summary>
    public const string NewIncident = Incidents + "/new";

    /// <summary>The working calendar by years.</summary>
    public const string Calendar = "/registers/calendar";

    /// <summary>The terms of duties by versions of the policy.</summary>
    public const string Terms = "/registers/terms";

    /// <summary>Entering a new version of the policy.</summary>
    public const string NewPolicyVersion = "/registers/new-version";

    /// <summary>The working calendar as a file.</summary>
    public const string CalendarFile = Calendar + ".json";

    /// <summary>What is due, as a month.</summary>
    public const string Month = "/month";

    /// <summary>Purposes, fields, policy versions, calendars.</summary>
    public const string Registers = "/registers";

    /// <summary>Reports.</summary>
    public const string Reports = "/reports";

    /// <summary>The ledger.</summary>
    public const string Audit = "/audit";

    /// <summary>An entry of the ledger: <c>/audit/42</c>.</summary>
    public static string Entry(long index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Audit}/{index}");

    /// <summary>Settings.</summary>
    public const string Administration = "/administration";

    /// <summary>Bringing in an export of registered users.</summary>
    public const string Import = "/import";

    /// <summary>The first administrator's way through the settings of an empty console.</summary>
    public const string SetUp = "/set-up";

    /// <summary>The page that says a role does not open another page.</summary>
    public const string Denied = "/denied";

    /// <summary>The page that says there is no such page.</summary>
    public const string NotFound = "/not-found";

    /// <summary>The page that says an unexpected error happened.</summary>
    public const string Error = "/error";

    /// <summary>The page an error without words of its own is answered with; <c>{0}</c> is the status code.</summary>
    internal const string ProblemPattern = "/problem/{0}";

    /// <summary>The page shown after signing out.</summary>
    public const string SignedOut = "/signed-out";

    /// <summary>A subject's page: <c>/subjects/S-0000042</c>.</summary>
    public static string Subject(SubjectId subject) => $"{Subjects}/{subject}";

    /// <summary>A tab of a subject's page: <c>/subjects/S-0000042/consents</c>.</summary>
    public static string Subject(SubjectId subject, string tabKey) => $"{Subjects}/{subject}/{tabKey}";

    /// <summary>Correcting a subject's data: <c>/subjects/S-0000042/correct</c>.</summary>
    public static string Correct(SubjectId subject) => $"{Subjects}/{subject}/correct";

    /// <summary>Withdrawing a subject's consent: <c>/subjects/S-0000042/withdraw</c>.</summary>
    public static string Withdraw(SubjectId subject) => $"{Subjects}/{subject}/withdraw";

    /// <summary>Extending a subject's consent: <c>/subjects/S-0000042/extend</c>.</summary>
    public static string Extend(SubjectId subject) => $"{Subjects}/{subject}/extend";

    /// <summary>Recording that purposes were achieved: <c>/subjects/S-0000042/achieved</c>.</summary>
    public static string Achieved(SubjectId subject) => $"{Subjects}/{subject}/achieved";

    /// <summary>The same for a selection of subjects: <c>/consents/achieved?of=S-0000042,S-0000043</c>.</summary>
    public static string AchievedFor(IEnumerable<SubjectId> subjects) => "/consents/achieved?of=" + string.Join(',', subjects.OrderBy(subject => subject.Number));

    /// <summary>The receipt of a subject's consents as a PDF: <c>/subjects/S-0000042/receipt.pdf?language=kk</c>.</summary>
    public static string ConsentReceipt(SubjectId subject, string language) => $"{Subjects}/{subject}/receipt.pdf?language={language}";

    /// <summary>The same as JSON.</summary>
    public static string ConsentReceiptJson(SubjectId subject, string language) => $"{Subjects}/{subject}/receipt.json?language={language}";

    /// <summary>Recording a transfer of a subject's data: <c>/third-parties/transfer?subject=S-0000042</c>.</summary>
    public static string Transfer(SubjectId subject) => $"{ThirdParties}/transfer?subject={subject}";

    /// <summary>Recording a transfer of the data of a subject who is still to be named.</summary>
    public const string NewTransfer = ThirdParties + "/transfer";

    /// <summary>Adding a third party.</summary>
    public const string NewThirdParty = ThirdParties + "/new";

    /// <summary>A third party's page: <c>/third-parties/7</c>.</summary>
    public static string ThirdParty(long recipient) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ThirdParties}/{recipient}");

    /// <summary>The pattern of <see cref="Evidence"/>.</summary>
    public const string EvidencePattern = Subjects + "/{number}/evidence/{sequence}";

    /// <summary>The file of a correction's evidence: <c>/subjects/S-0000042/evidence/7</c>.</summary>
    public static string Evidence(SubjectId subject, int sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Subjects}/{subject}/evidence/{sequence}");

    /// <summary>The pattern of <see cref="RequestDocument"/>.</summary>
    public const string RequestDocumentPattern = Requests + "/{number}/documents/{sequence}";

    /// <summary>A file of a request: <c>/requests/R-2026-000123/documents/1</c>.</summary>
    public static string RequestDocument(RequestNumber request, int sequence) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Requests}/{request}/documents/{sequence}");

    /// <summary>Correcting a subject's data as a request asks it: <c>/subjects/S-0000042/correct?request=R-2026-000123</c>.</summary>
    public static string Correct(SubjectId subject, RequestNumber request) => $"{Correct(subject)}?request={request}";

    /// <summary>A request's page: <c>/requests/R-2026-000123</c>.</summary>
    public static string Request(RequestNumber request) => $"{Requests}/{request}";

    /// <summary>A report of a request as a PDF: <c>/requests/R-2026-000123/reports/1</c>, to look at.</summary>
    public static string Report(RequestNumber request, int report) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Request(request)}/reports/{report}");

    /// <summary>The same, to be downloaded.</summary>
    public static string ReportDownload(RequestNumber request, int report) => Report(request, report) + "/download";

    /// <summary>Registering a request about a subject: <c>/requests/new?subject=S-0000042</c>.</summary>
    public static string NewRequestFor(SubjectId subject) => $"{NewRequest}?subject={subject}";

    /// <summary>A notice: <c>/notices/12</c>.</summary>
    public static string Notice(long notice) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Notices}/{notice}");

    /// <summary>A notice as a letter to print: <c>/notices/12/letter</c>.</summary>
    public static string NoticeLetter(long notice) => Notice(notice) + "/letter";

    /// <summary>The file that goes with a notice: <c>/notices/12/enclosure</c>.</summary>
    public static string NoticeEnclosure(long notice) => Notice(notice) + "/enclosure";

    /// <summary>The text of a notice: <c>/notices/templates/refused</c>.</summary>
    public static string NoticeTemplate(string template) => $"{NoticeTemplates}/{Uri.EscapeDataString(template)}";

    /// <summary>The text of a policy version: <c>/registers/policy/2024-06</c>.</summary>
    public static string PolicyVersion(string version) => $"{Registers}/policy/{Uri.EscapeDataString(version)}";

    /// <summary>The terms a policy version sets: <c>/registers/terms?version=2024-06</c>.</summary>
    public static string TermsOf(string version) => $"{Terms}?version={Uri.EscapeDataString(version)}";

    /// <summary>Changes the reader's language and comes back.</summary>
    /// <param name="culture">A language code: en, ru or kk.</param>
    /// <param name="returnUrl">An address of this console, beginning with one slash.</param>
    public static string Language(string culture, string returnUrl) =>
        $"/language?culture={Uri.EscapeDataString(culture)}&returnUrl={Uri.EscapeDataString(returnUrl)}";
}
