using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Corrections;

/// <summary>The form of a correction. A refusal leaves everything as it was typed. Policy 9.3.</summary>
public partial class CorrectPage
{
    private SubjectId _subject;
    private RequestNumber? _request;
    private int _changes;
    private bool _isMoreToCome;
    private CorrectionStart? _start;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _field = "";
    private string? _value = "";
    private string? _kind = "";
    private string? _reference = "";
    private string? _word = "";
    private string? _receivedAt = "";
    private EvidenceAttachment? _file;
    private bool _isSubmitting;

    [Inject]
    public required IStringLocalizer<CorrectionsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required StartCorrection Start { get; init; }

    [Inject]
    public required CorrectSubject Correct { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The subject's number, as it stands in the address.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>The number of the request that asks for it, from the address.</summary>
    [SupplyParameterFromQuery(Name = "request")]
    public string? RequestText { get; set; }

    private string Back => _request is { } request ? Links.Request(request) : Links.Subject(_subject);

    private string? Sentence => _start is null ? null : Text["Sentence", _start.Name].Value;

    protected override async Task OnInitializedAsync()
    {
        Attach(Feed.Subscribe(OnCommitted));
        _request = RequestNumber.TryParse(RequestText, out var request) ? request : null;
        if (!SubjectId.TryParse(Number, out _subject))
        {
            _refusal = new NotFound("Subject");
        }
        else if (Actor?.May(Right.CorrectSubject) == true && await StartAsync() is { } refusal)
        {
            _refusal = refusal;
        }

        _receivedAt = _start is { } start ? LocalMoment.Write(start.Now) : "";
    }

    // A block closes the form at once; what was typed comes back with the record.
    private void OnCommitted(Committed committed)
    {
        if (committed.Subjects.FirstOrDefault(change => change.Subject == _subject) is { Row.State: var state })
        {
            _ = InvokeAsync(async () =>
            {
                _changes++;
                if (state == SubjectState.Active != _start is null)
                {
                    return;
                }

                _start = null;
                _refusal = await StartAsync();
                Reader.Run(StateHasChanged);
            });
        }
    }

    private static string InputTypeOf(string field) =>
        field switch
        {
            FieldCode.Email => "email",
            FieldCode.Phone => "tel",
            _ => "text",
        };

    private static T? Read<T>(string? value)
        where T : struct, Enum => Enum.TryParse<T>(value, out var read) && Enum.IsDefined(read) ? read : null;

    private async Task<Refusal?> StartAsync()
    {
        Result<CorrectionStart> result;
        int changes;
        do
        {
            // A change that comes meanwhile makes the answer an old one: it is asked for again.
            changes = _changes;
            result = await AskAsync((actor, cancellation) => Start.HandleAsync(actor, _subject, cancellation, _request));
        }
        while (changes != _changes);

        if (!result.TryGet(out var start, out var refusal))
        {
            return refusal;
        }

        _start = start;
        return null;
    }

    private string Present(string? field) =>
        field is null || _start?.Values.GetValueOrDefault(field) is not { } value ? Common["NotHeld"]
        : string.Equals(field, FieldCode.UserType, StringComparison.Ordinal) && UserTypeCodes.TryParse(value, out var type) ? EnumText.Of(type)
        : value;

    private string? HintOf(string field) =>
        FieldRules.IsRequired(field) ? null : Text["Empty_Hint"].Value;

    private void FieldChosen() => (_value, _problems) = ("", []);

    private async Task TakeFileAsync(InputFileChangeEventArgs chosen)
    {
        _file = null;
        if (chosen.FileCount == 0)
        {
            return;
        }

        // One byte more than is taken, so that a file that is too large is told as such and not read to its end.
        var length = (int)Math.Min(chosen.File.Size, EvidenceAttachment.MaxBytes + 1L);
        var content = new byte[length];
        await using var stream = chosen.File.OpenReadStream(Math.Max(chosen.File.Size, 1), Gone);
        await stream.ReadExactlyAsync(content, Gone);
        _file = new EvidenceAttachment(chosen.File.Name, content);
        var others = _problems.Where(problem => !string.Equals(problem.FieldName, EvidenceAttachment.Input, StringComparison.Ordinal));
        _problems = _file.Problem is { } problem ? [.. others, problem] : [.. others];
    }

    private async Task SubmitAsync()
    {
        if (_start is not { } start)
        {
            return;
        }

        _isSubmitting = true;
        var form = new CorrectionForm
        {
            Subject = _subject,
            Mark = start.Mark,
            Field = _field,
            Value = _value,
            Kind = Read<EvidenceKind>(_kind),
            Reference = _reference,
            Word = Read<WordOf>(_word),
            ReceivedAt = LocalMoment.Read(_receivedAt),
            File = _file,
            Request = _request,
            IsMoreToCome = _isMoreToCome,
        };
        var result = await AskAsync((actor, cancellation) => Correct.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out var made, out var refusal))
        {
            Snackbar.Tell(Describe(made));
            if (_request is not null && _isMoreToCome && await StartAsync() is null)
            {
                (_field, _value, _problems, _refusal, _isMoreToCome, _isSubmitting) = ("", "", [], null, false, false);
                return;
            }

            Navigation.NavigateTo(Back);
            return;
        }

        _problems = Problems.Of(refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
        if (refusal is ChangedMeanwhile && await StartAsync() is { } closed)
        {
            _refusal = closed;
        }

        _isSubmitting = false;
    }

    private string Describe(CorrectionMade made)
    {
        var due = DateWords.Long(made.Deadline.DueDay, CultureInfo.CurrentUICulture);
        var told = Text[made.IsOnTime ? "Done_OnTime" : "Done_Late", FieldText.Label(made.Field), due];
        return made.Warnings.HasFlag(FieldWarnings.CheckDigit) ? $"{told} {Text["Warning_CheckDigit"]}" : told;
    }
}
