using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Requests;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>Registering what came in. What was typed stays when something has to be mended.</summary>
public partial class NewRequestPage
{
    private readonly HashSet<RequestKind> _kinds = [RequestKind.Disclosure];
    private readonly List<DocumentUpload> _files = [];
    private Channel _channel = Channel.Email;
    private ApplicantKind _applicant;
    private IdentityCheck _identityCheck;
    private string? _receivedAt;
    private string? _subject;
    private string? _subjectState;
    private string _language = "ru";
    private string? _applicantName;
    private string? _representativeName;
    private string? _authority;
    private string? _authorityUntil;
    private AuthorityCheck _authorityCheck;
    private string? _evidenceAt;
    private bool _confirmReceipt;
    private string? _replyTo;
    private string? _text;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<RequestsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required RegisterRequest Register { get; init; }

    [Inject]
    public required CheckSubject Check { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    /// <summary>The number of the subject whose page led here, from the address.</summary>
    [SupplyParameterFromQuery(Name = "subject")]
    public string? SubjectText { get; set; }

    protected override Task OnInitializedAsync()
    {
        _receivedAt = LocalMoment.Write(Clock.GetCurrentInstant());
        _language = Reader.Culture.TwoLetterISOLanguageName is "en" or "kk" ? Reader.Culture.TwoLetterISOLanguageName : "ru";
        _subject = SubjectId.TryParse(SubjectText, out var subject) ? subject.ToString() : null;
        return CheckSubjectAsync();
    }

    // What the organisation found itself came through no channel and from no applicant.
    private bool IsOwn => _applicant == ApplicantKind.Organisation;

    private string? Own(string key) => IsOwn ? Text[key].Value : null;

    private string NameHint =>
        _applicant switch
        {
            ApplicantKind.Organisation => "Own_FoundByHint",
            ApplicantKind.Representative or ApplicantKind.AuthorisedBody => "NameHint_" + _applicant,
            ApplicantKind.Subject => "ApplicantNameHint",
        };

    private void Settle()
    {
        _identityCheck = IdentityChecks.Of(_applicant).Contains(_identityCheck) ? _identityCheck : IdentityCheck.NotYet;
        _kinds.RemoveWhere(kind => !RequestFlow.CanAsk(_applicant, kind));
        if (_kinds.Count == 0)
        {
            _kinds.Add(IsOwn ? RequestKind.Complaint : RequestKind.Disclosure);
        }
    }

    // What the choice of a kind means for the clock.
    private string KindNote(RequestKind kind) =>
        kind == RequestKind.Disclosure ? Text["KindNote_Disclosure"]
        : RequestDuties.AtReceipt(kind, _applicant).Count > 0 ? Text["KindNote_Clock"]
        : RequestDuties.AtEvidence(kind).Count > 0 ? Text["KindNote_Evidence"]
        : Text["KindNote_None"];

    private void Choose(RequestKind kind, bool isAsked)
    {
        if (isAsked)
        {
            _kinds.Add(kind);
        }
        else
        {
            _kinds.Remove(kind);
        }
    }

    // A slip in the number shows before a report goes to the wrong person.
    private async Task CheckSubjectAsync()
    {
        _subjectState = null;
        if (SubjectId.TryParse(_subject, out var subject))
        {
            var result = await AskAsync((actor, cancellation) => Check.HandleAsync(actor, subject, cancellation));
            _subjectState = result.TryGet(out var state, out var refusal) ? Text["SubjectIs", subject, Text["Record_" + state]].Value
                : refusal is NotFound ? Text["SubjectUnknown", subject].Value
                : null;
        }
    }

    private async Task RegisterAsync()
    {
        if (!ReadForm().TryGet(out var command, out _refusal))
        {
            _problems = Problems.Of(_refusal);
            return;
        }

        _isBusy = true;
        var result = await AskAsync((actor, cancellation) => Register.HandleAsync(actor, command, cancellation));
        _isBusy = false;
        if (result.TryGet(out var number, out _refusal))
        {
            Snackbar.Tell(Text["Registered", number]);
            Navigation.NavigateTo(Links.Request(number));
        }

        _problems = Problems.Of(_refusal);
    }

    // What cannot even be read as a time, a day or a number is told beside what the use case finds.
    private Result<RegisterRequestCommand> ReadForm()
    {
        var unread = new List<InvalidInput>();
        var receivedAt = LocalMoment.Read(_receivedAt);
        var until = LocalMoment.ReadDay(_authorityUntil);
        var evidenceAt = LocalMoment.Read(_evidenceAt);
        SubjectId? subject = SubjectId.TryParse(_subject, out var read) ? read : null;
        Check(_kinds.Count > 0, "Kind", "Choose");
        Check(receivedAt is not null, "ReceivedAt", "Date");
        Check(evidenceAt is not null || string.IsNullOrEmpty(_evidenceAt), "EvidenceAt", "Date");
        Check(until is not null || string.IsNullOrEmpty(_authorityUntil), "AuthorityUntil", "Date");
        Check(subject is not null || string.IsNullOrWhiteSpace(_subject), "Subject", "Format");
        if (unread.Count > 0)
        {
            return new InvalidInputs(unread);
        }

        return new RegisterRequestCommand
        {
            Kind = _kinds.Order().First(),
            Also = [.. _kinds.Order().Skip(1)],
            Applicant = _applicant,
            Channel = IsOwn ? Channel.InPerson : _channel,
            ReceivedAt = receivedAt!.Value,
            Subject = subject,
            IdentityCheck = _identityCheck,
            Language = _language,
            ApplicantName = _applicantName ?? "",
            ReplyTo = _replyTo ?? "",
            Text = _text ?? "",
            RepresentativeName = _representativeName ?? "",
            Authority = _authority ?? "",
            AuthorityUntil = until,
            AuthorityCheck = _authorityCheck,
            EvidenceAt = evidenceAt,
            Documents = [.. _files],
            ConfirmReceipt = _confirmReceipt,
        };

        void Check(bool isRead, string input, string problem)
        {
            if (!isRead)
            {
                unread.Add(new InvalidInput(input, problem));
            }
        }
    }
}
