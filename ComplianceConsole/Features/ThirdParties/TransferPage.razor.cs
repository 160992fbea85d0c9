using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>Recording a transfer: only what the third party receives and the purpose needs can be chosen. Policy 6.1, 6.2.</summary>
public partial class TransferPage
{
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private SubjectId _subject;
    private IReadOnlyList<RecipientView>? _recipients;
    private RegisterSnapshot? _registers;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _recipient = "";
    private string? _purpose = "";
    private string? _at = "";
    private bool _isSubmitting;

    [Inject]
    public required IStringLocalizer<ThirdPartiesText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required ReadRecipients Recipients { get; init; }

    [Inject]
    public required RecordTransfer Recording { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The subject's number, as it stands in the address.</summary>
    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    private RecipientView? Chosen =>
        _recipients?.FirstOrDefault(one => string.Equals(one.Id.ToString(CultureInfo.InvariantCulture), _recipient, StringComparison.Ordinal));

    protected override async Task OnInitializedAsync()
    {
        if (!SubjectId.TryParse(Subject, out _subject))
        {
            _refusal = new NotFound("Subject");
        }
        else if (Actor?.May(Right.KeepThirdParties) == true)
        {
            _registers = await Registers.GetAsync(Gone);
            var result = await AskAsync((actor, cancellation) => Recipients.ListAsync(actor, cancellation));
            _recipients = result.TryGet(out var recipients, out _refusal) ? [.. recipients.Where(one => one.EndedAt is null)] : null;
            _at = LocalMoment.Write(Clock.GetCurrentInstant());
        }
    }

    private string NameOf(RecipientView one) =>
        one.IsCrossBorder ? $"{one.Name} ({CountryText.Of(one.Country)}: {Text["CrossBorder"]})" : one.Name;

    private IReadOnlyList<Choice> FieldsOf(RegisterSnapshot registers, RecipientView chosen) =>
        [.. chosen.Fields
            .Where(field => registers.FieldOf(field)?.Purposes.Contains(_purpose ?? "", StringComparer.Ordinal) == true)
            .Select(field => new Choice(field, FieldText.Label(field)))];

    private void RecipientChosen()
    {
        _purpose = "";
        _fields.Clear();
    }

    private void PurposeChosen() => _fields.Clear();

    private async Task RecordAsync()
    {
        if (_isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        var form = new TransferForm { Subject = _subject, Recipient = Chosen?.Id, Purpose = _purpose, Fields = _fields, At = LocalMoment.Read(_at) };
        var result = await AskAsync((actor, cancellation) => Recording.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out _, out var refusal))
        {
            Snackbar.Tell(Text["Transfer_Done"]);
            Navigation.NavigateTo(Links.Subject(_subject, TransfersTabEntry.TabKey));
            return;
        }

        _problems = Problems.Of(refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
        _isSubmitting = false;
    }
}
