using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>The register of third parties. Policy 6.2.</summary>
public partial class ThirdPartiesPage
{
    private IReadOnlyList<RecipientView>? _recipients;
    private RegisterSnapshot? _registers;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<ThirdPartiesText> Text { get; init; }

    [Inject]
    public required ReadRecipients Recipients { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    private bool MayKeep => Actor?.May(Right.KeepThirdParties) == true;

    private string? Sentence =>
        _recipients is { } recipients ? Text.Count("Sentence", recipients.Count(one => one.EndedAt is null)) : null;

    protected override async Task OnInitializedAsync()
    {
        if (Actor?.May(Right.ReadRegisters) == true)
        {
            _registers = await Registers.GetAsync(Gone);
            var result = await AskAsync((actor, cancellation) => Recipients.ListAsync(actor, cancellation));
            result.TryGet(out _recipients, out _refusal);
        }
    }

    private string GroundOf(string code) =>
        _registers?.Grounds.GetValueOrDefault(code)?.In(CultureInfo.CurrentUICulture) ?? code;

    private string ContractOf(RecipientView one)
    {
        var contract = ContractText.Of(one.ContractNumber, one.ContractDate);
        return one.ContractUntil is { } until
            ? Text["ContractUntil", contract, DateWords.Plain(until, CultureInfo.CurrentUICulture)]
            : contract;
    }
}
