using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Registers.Posting;

/// <summary>Enters a new version of the policy with the terms it sets, beginning with what the version in force says. Policy 9, 10.2.</summary>
public partial class PostPolicyPage
{
    private PostPolicyForm? _form;
    private string? _inForce;
    private IReadOnlyList<InvalidInput> _problems = [];
    private Refusal? _refusal;
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<RegistersText> Text { get; init; }

    [Inject]
    public required ReadRegisters Registers { get; init; }

    [Inject]
    public required ReadPolicyVersion Read { get; init; }

    [Inject]
    public required PostPolicy Post { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (!(await AskAsync(Registers.RunAsync)).TryGet(out var registers, out _refusal))
        {
            return;
        }

        if (registers.Duties.At(Clock.GetCurrentInstant()) is not { } inForce)
        {
            _refusal = new NotSetUp();
        }
        else if ((await AskAsync((actor, cancellation) => Read.RunAsync(actor, inForce.Version, cancellation))).TryGet(out var version, out _refusal))
        {
            _inForce = inForce.Version;
            _form = new PostPolicyForm(version.Text, inForce.Catalogue);
        }
    }

    private string Law(DutyRule rule) =>
        rule.LawTerm is { } law
            ? string.Create(CultureInfo.CurrentUICulture, $"{Text["Terms_Law"]}: {DeadlineSentences.Of(law)}")
            : "";

    private async Task PostAsync()
    {
        _isBusy = true;
        try
        {
            var command = _form!.ToCommand();
            if ((await AskAsync((actor, cancellation) => Post.HandleAsync(actor, command, cancellation))).TryGet(out _, out _refusal))
            {
                Snackbar.Tell(Text["Post_Done", command.Policy.Code.Trim()]);
                Navigation.NavigateTo(Links.TermsOf(command.Policy.Code.Trim()));
                return;
            }

            _problems = Problems.Of(_refusal);
            _refusal = _problems.Count > 0 ? null : _refusal;
        }
        finally
        {
            _isBusy = false;
        }
    }
}
