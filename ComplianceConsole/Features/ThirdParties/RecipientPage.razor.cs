using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.ThirdParties;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>A third party: its entry, to be changed, and what it was told. Policy 6.2, 9.4.</summary>
public partial class RecipientPage
{
    private readonly HashSet<string> _purposes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private RegisterSnapshot? _registers;
    private RecipientDetail? _detail;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _name = "";
    private string? _bin = "";
    private string? _country = TransferRules.HomeCountry;
    private string? _email = "";
    private string? _address = "";
    private string? _language = "ru";
    private string? _ground = "";
    private string? _contract = "";
    private string? _from = "";
    private string? _until = "";
    private bool _isSubmitting;

    [Inject]
    public required IStringLocalizer<ThirdPartiesText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required ReadRecipients Recipients { get; init; }

    [Inject]
    public required SaveRecipient Saving { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The third party's number; null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    private bool HasEnded => _detail?.Recipient.EndedAt is not null;

    private static IEnumerable<(string Code, string Name)> CountryNames =>
        Countries.All
            .Select(code => (Code: code, Name: CountryText.Of(code)))
            .OrderByDescending(country => country.Code is TransferRules.HomeCountry)
            .ThenBy(country => country.Name, StringComparer.CurrentCulture);

    private static IReadOnlyList<Choice> Fields =>
        [.. TransferRules.Transferable.Select(code => new Choice(code, FieldText.Label(code)))];

    protected override async Task OnInitializedAsync()
    {
        if (Actor?.May(Right.KeepThirdParties) != true)
        {
            return;
        }

        _registers = await Registers.GetAsync(Gone);
        if (Id is { } id)
        {
            await LoadAsync(id);
        }
    }

    private static IReadOnlyList<Choice> Purposes(RegisterSnapshot registers) =>
        [.. registers.Purposes.Select(purpose => new Choice(purpose.Code, $"{purpose.Code} {purpose.Title.In(CultureInfo.CurrentUICulture)}"))];

    private static string Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : "";

    private async Task LoadAsync(long id)
    {
        var result = await AskAsync((actor, cancellation) => Recipients.HandleAsync(actor, id, cancellation));
        if (!result.TryGet(out _detail, out _refusal))
        {
            return;
        }

        var known = _detail.Recipient;
        (_name, _bin, _country, _email) = (known.Name, known.Bin, known.Country, known.Email);
        (_address, _language, _ground, _contract) = (known.Address, known.Language, known.Ground, known.ContractNumber);
        (_from, _until) = (Day(known.ContractDate), Day(known.ContractUntil));
        _purposes.Clear();
        _purposes.UnionWith(known.Purposes);
        _fields.Clear();
        _fields.UnionWith(known.Fields);
    }

    private async Task SaveAsync()
    {
        if (_isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        var form = new RecipientForm
        {
            Id = Id,
            Version = _detail?.Recipient.Version ?? 0,
            Name = _name,
            Bin = _bin,
            Country = _country,
            Email = _email,
            Address = _address,
            Language = _language,
            Ground = _ground,
            ContractNumber = _contract,
            ContractDate = LocalMoment.ReadDay(_from),
            ContractUntil = LocalMoment.ReadDay(_until),
            Purposes = _purposes,
            Fields = _fields,
        };
        var result = await AskAsync((actor, cancellation) => Saving.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out _, out var refusal))
        {
            Snackbar.Tell(Text["Saved"]);
            Navigation.NavigateTo(Links.ThirdParties);
            return;
        }

        _problems = Problems.Of(refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
        _isSubmitting = false;
    }

    private async Task EndAsync()
    {
        if (_detail is not { } detail
            || !await ConfirmDialog.AskAsync(
                Dialogs, Text["End_Title", detail.Recipient.Name], Text["End_Sentence"], Text["End"], isIrreversible: true))
        {
            return;
        }

        var result = await AskAsync((actor, cancellation) => Saving.EndAsync(actor, detail.Recipient.Id, detail.Recipient.Version, cancellation));
        if (result.TryGet(out _, out _refusal))
        {
            Snackbar.Tell(Text["End_Done"]);
            await LoadAsync(detail.Recipient.Id);
        }
    }
}
