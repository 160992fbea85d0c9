using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Features.Registers.Template;
using ComplianceConsole.Resources;
using ComplianceConsole.Security.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Registers.SetUp;

/// <summary>Leads the first administrator through the set-up, step by step. What was typed stays while one goes back and forth.</summary>
public sealed partial class SetUpPage : IDisposable
{
    private static readonly IReadOnlyList<SetUpStep> Steps = Enum.GetValues<SetUpStep>();

    private readonly CancellationTokenSource _gone = new();
    private readonly SetUpForm _form = new(PolicyTemplate.Load());
    private IReadOnlyList<InvalidInput> _problems = [];
    private Refusal? _refusal;
    private SetUpStep _reached = SetUpStep.Organisation;
    private SetUpStep? _shown;
    private bool? _isSetUp;
    private bool _isFinished;
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<SetUpText> Text { get; init; }

    [Inject]
    public required SetUpConsole SetUp { get; init; }

    [Inject]
    public required ReadRegisters Registers { get; init; }

    [Inject]
    public required ICurrentActor CurrentActor { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    /// <summary>The step shown; a step whose forerunners are not answered is not.</summary>
    [SupplyParameterFromQuery]
    public int? Step { get; set; }

    private SetUpStep Current => (SetUpStep)Math.Clamp(Step ?? 1, 1, (int)_reached);

    protected override async Task OnInitializedAsync()
    {
        if ((await CurrentActor.GetAsync(_gone.Token)).TryGet(out var actor, out _refusal)
            && (await Registers.RunAsync(actor, _gone.Token)).TryGet(out var registers, out _refusal))
        {
            _isSetUp = registers.Organisation is not null;
        }
    }

    protected override void OnParametersSet()
    {
        if (_shown != Current)
        {
            _shown = Current;
            _problems = [];
            if (Current == SetUpStep.Policy)
            {
                _form.FillPolicy();
            }
        }
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private static string AddressOf(SetUpStep step) => $"{Links.SetUp}?step={(int)step}";

    private async Task GoOnAsync()
    {
        var command = _form.ToCommand();
        _refusal = null;
        _problems = SetUpRules.Check(command, Current, AlmatyZone.DayOf(Clock.GetCurrentInstant()));
        if (_problems.Count > 0)
        {
            return;
        }

        if (Current == Steps[^1])
        {
            await FinishAsync(command);
            return;
        }

        var next = Current + 1;
        _reached = next > _reached ? next : _reached;
        Navigation.NavigateTo(AddressOf(next));
    }

    private async Task FinishAsync(SetUpCommand command)
    {
        _isBusy = true;
        try
        {
            if ((await CurrentActor.GetAsync(_gone.Token)).TryGet(out var actor, out _refusal)
                && (await SetUp.RunAsync(actor, command, _gone.Token)).TryGet(out _, out _refusal))
            {
                (_isSetUp, _isFinished) = (true, true);
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
