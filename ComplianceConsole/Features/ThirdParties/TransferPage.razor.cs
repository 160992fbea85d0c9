using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>Recording a transfer: only what the third party receives, the purpose needs and is held can be chosen. Policy 6.1, 6.2.</summary>
public partial class TransferPage
{
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private RegisterSnapshot? _registers;
    private string? _number = "";
    private string? _recipient = "";
    private string? _purpose = "";
    private string? _at = "";
    private bool _isSubmitting;

    [Inject]
    public required IStringLocalizer<ThirdPartiesText> Text { get; init; }

    [Inject]
    public required StartTransfer Starting { get; init; }

    [Inject]
    public required RecordTransfer Recording { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>The subject's number, as it stands in the address; without one the page asks for it.</summary>
    [SupplyParameterFromQuery(Name = "subject")]
    public string? Of { get; set; }

    protected override string? NumberText => Of;

    protected override Right Right => Right.KeepThirdParties;

    private bool IsNamed => !string.IsNullOrEmpty(Of);

    private RecipientView? Chosen =>
        Start?.Recipients.FirstOrDefault(one => string.Equals(one.Id.ToString(CultureInfo.InvariantCulture), _recipient, StringComparison.Ordinal));

    protected override void OnInitialized() => Attach(Feed.SubscribeStates(() => Subject, FollowState));

    protected override Task<Result<TransferStart>> BeginAsync(Actor actor, CancellationToken cancellation) =>
        Starting.HandleAsync(actor, Subject, cancellation);

    protected override async Task StartedAsync(TransferStart start)
    {
        _registers = await Registers.GetAsync(Gone);
        _at = LocalMoment.Write(start.Now);
        (_recipient, _isSubmitting) = ("", false);
        RecipientChosen();
    }

    private string NameOf(RecipientView one) =>
        one.IsCrossBorder ? $"{one.Name} ({CountryText.Of(one.Country)}: {Text["CrossBorder"]})" : one.Name;

    private static IReadOnlyList<string> PurposesOf(TransferStart start, RecipientView chosen) =>
        [.. chosen.Purposes.Where(purpose => start.Covered.Contains(purpose, StringComparer.Ordinal))];

    private string TitleOf(string purpose) =>
        $"{purpose} {_registers?.PurposeOf(purpose)?.Title.In(CultureInfo.CurrentUICulture)}".TrimEnd();

    private IReadOnlyList<Choice> FieldsOf(TransferStart start, RecipientView chosen) =>
        [.. chosen.Fields
            .Where(field => start.Held.Contains(field, StringComparer.Ordinal))
            .Where(field => _registers?.FieldOf(field)?.Purposes.Contains(_purpose ?? "", StringComparer.Ordinal) == true)
            .Select(field => new Choice(field, FieldText.Label(field)))];

    private void RecipientChosen()
    {
        _purpose = "";
        _fields.Clear();
    }

    private void PurposeChosen() => _fields.Clear();

    private void Name()
    {
        if (SubjectId.TryParse(_number?.Trim(), out var subject))
        {
            Navigation.NavigateTo(Links.Transfer(subject));
        }
        else
        {
            Blame(new InvalidInput("Subject", "Format"));
        }
    }

    private async Task RecordAsync()
    {
        if (_isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        Forgive();
        var form = new TransferForm { Subject = Subject, Recipient = Chosen?.Id, Purpose = _purpose, Fields = _fields, At = LocalMoment.Read(_at) };
        var result = await AskAsync((actor, cancellation) => Recording.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out _, out var refusal))
        {
            Snackbar.Tell(Text["Transfer_Done"]);
            Navigation.NavigateTo(Links.Subject(Subject, TransfersTabEntry.TabKey));
            return;
        }

        await TakeAsync(refusal);
        _isSubmitting = false;
    }
}
