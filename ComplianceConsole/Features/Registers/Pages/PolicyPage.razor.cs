using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Resources;
using ComplianceConsole.Security.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Registers.Pages;

/// <summary>The text of a policy version in the reader's language, each clause with its own address, and what it changed. Policy 10.2.</summary>
public sealed partial class PolicyPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private PolicyReading? _reading;
    private Refusal? _refusal;
    private IReadOnlyList<ComparedLine> _lines = [];
    private string? _loaded;

    [Inject]
    public required IStringLocalizer<RegistersText> Text { get; init; }

    [Inject]
    public required ReadPolicyVersion Read { get; init; }

    [Inject]
    public required ICurrentActor CurrentActor { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    /// <summary>The version's code.</summary>
    [Parameter]
    public string Code { get; set; } = "";

    /// <summary>Set where the differences from the version before are shown.</summary>
    [SupplyParameterFromQuery]
    public int? Compare { get; set; }

    private bool IsCompared => Compare is not null && _reading?.TextBefore is not null;

    private string? Sentence =>
        _reading is null ? null
        : _reading.After is { } after ? Text["Policy_Earlier", Day(_reading.Version.PostedAt), Day(after.PostedAt), after.Code].Value
        : _reading.Version.PostedAt > Clock.GetCurrentInstant() ? Text["Policy_Later", Day(_reading.Version.PostedAt)].Value
        : Text["Policy_Now", Day(_reading.Version.PostedAt)].Value;

    protected override async Task OnParametersSetAsync()
    {
        if (!string.Equals(_loaded, Code, StringComparison.Ordinal))
        {
            _loaded = Code;
            _reading = null;
            if ((await CurrentActor.GetAsync(_gone.Token)).TryGet(out var actor, out _refusal))
            {
                (await Read.RunAsync(actor, Code, _gone.Token)).TryGet(out _reading, out _refusal);
            }
        }

        _lines = Lines();
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private IReadOnlyList<ComparedLine> Lines()
    {
        if (_reading is null)
        {
            return [];
        }

        var lines = PolicyText.Read(_reading.Text.In(CultureInfo.CurrentUICulture));
        return IsCompared
            ? PolicyDifference.Compare(PolicyText.Read(_reading.TextBefore!.In(CultureInfo.CurrentUICulture)), lines)
            : [.. lines.Select(line => new ComparedLine(line, LineChange.Same))];
    }

    private string AddressOf(PolicyLine line) => $"{Links.PolicyVersion(Code)}{(IsCompared ? "?compare=1" : "")}#{line.Anchor}";

    private static string Day(Instant instant) => DateWords.Plain(DateWords.DateOf(instant), CultureInfo.CurrentUICulture);
}
