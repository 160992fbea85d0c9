using System.Collections.Immutable;
using System.Globalization;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Registers.Terms;

/// <summary>The terms of every duty as a version of the policy and the law set them: from what they run and what ends them. Policy 9, 10.</summary>
public partial class TermsPage
{
    private RegisterSnapshot? _registers;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<RegistersText> Text { get; init; }

    [Inject]
    public required ReadRegisters Read { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    /// <summary>The version of the policy; the one in force unless said.</summary>
    [SupplyParameterFromQuery]
    public string? Version { get; set; }

    private ImmutableArray<PolicyDuties> Versions => _registers?.Duties.Versions ?? [];

    private PolicyDuties? InForce => _registers?.Duties.At(Clock.GetCurrentInstant());

    private PolicyDuties? Shown =>
        Versions.FirstOrDefault(version => string.Equals(version.Version, Version, StringComparison.Ordinal)) ?? InForce;

    private ImmutableArray<DutyRule> Rules => (Shown?.Catalogue ?? DutyCatalogue.OfThePolicy).Rules;

    private string? Sentence =>
        _registers is null ? null
        : Shown is not { } shown ? Text["Terms_Template"].Value
        : Text[ReferenceEquals(shown, InForce) ? "Terms_InForce" : "Terms_OfVersion", shown.Version, Day(shown.PostedAt)].Value;

    protected override Task OnInitializedAsync()
    {
        Attach(Changes.Subscribe(committed =>
        {
            if (committed.RegistersChanged)
            {
                ReloadSoon();
            }
        }));
        return ReloadAsync();
    }

    protected override async Task ReloadAsync() =>
        (await AskAsync(Read.RunAsync)).TryGet(out _registers, out _refusal);

    private static string Day(Instant instant) => DateWords.Plain(DateWords.DateOf(instant), CultureInfo.CurrentUICulture);

    private string Clauses(DutyRule rule) => Text["Terms_Clause", string.Join(", ", rule.Clauses)];
}
