using System.Globalization;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Resources;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Registers.Pages;

/// <summary>The organisation's registers: what is processed, for what, on what ground, under which policy.</summary>
public sealed partial class RegistersPage : IDisposable
{
    private static readonly string[] Parts = ["Versions", "Purposes", "Fields", "Grounds", "Organisation", "Calendar"];

    private readonly CancellationTokenSource _gone = new();
    private RegisterSnapshot? _registers;
    private Refusal? _refusal;
    private Instant _now;
    private IDisposable? _subscription;

    [Inject]
    public required IStringLocalizer<RegistersText> Text { get; init; }

    [Inject]
    public required ReadRegisters Read { get; init; }

    [Inject]
    public required ICurrentActor CurrentActor { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required ReaderLanguage Language { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    private string? Sentence
    {
        get
        {
            if (_registers is null)
            {
                return null;
            }

            if (_registers.Organisation is not { } organisation)
            {
                return Text["Sentence_Empty"];
            }

            var name = organisation.Name.In(CultureInfo.CurrentUICulture);
            return _registers.PolicyVersions.LastOrDefault(version => version.PostedAt <= _now) is { } version
                ? Text["Sentence", name, version.Code, DateWords.Plain(DateWords.DateOf(version.PostedAt), CultureInfo.CurrentUICulture)]
                : Text["Sentence_NoVersion", name];
        }
    }

    protected override async Task OnInitializedAsync()
    {
        _subscription = Feed.Subscribe(committed =>
        {
            if (committed.RegistersChanged)
            {
                _ = InvokeAsync(ReloadAsync);
            }
        });
        await LoadAsync();
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        Language.Run(StateHasChanged);
    }

    private async Task LoadAsync()
    {
        _now = Clock.GetCurrentInstant();
        if (!(await CurrentActor.GetAsync(_gone.Token)).TryGet(out var actor, out _refusal))
        {
            _registers = null;
            return;
        }

        (await Read.RunAsync(actor, _gone.Token)).TryGet(out _registers, out _refusal);
    }
}
