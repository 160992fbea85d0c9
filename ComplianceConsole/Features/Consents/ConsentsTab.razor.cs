using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Consents;

/// <summary>Every event of a subject's consents, newest first, with the stretches in which there was none. Policy 4.3.</summary>
public partial class ConsentsTab
{
    private ConsentsView? _view;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<ConsentsText> Text { get; init; }

    [Inject]
    public required ReadConsents Consents { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>Whose consents.</summary>
    [Parameter, EditorRequired]
    public SubjectId SubjectId { get; set; }

    protected override Task OnInitializedAsync()
    {
        Attach(Feed.Subscribe(SubjectId, ReloadSoon));
        return ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        var result = await AskAsync((actor, cancellation) => Consents.HandleAsync(actor, SubjectId, cancellation));
        result.TryGet(out _view, out _refusal);
    }

    private static string TitleOf(ConsentsView view, string code) =>
        view.Purposes.FirstOrDefault(purpose => string.Equals(purpose.Code, code, StringComparison.Ordinal))
            ?.Title.In(CultureInfo.CurrentUICulture) ?? "";

    private string CoverOf(ConsentsView view, CoveredPurpose purpose) =>
        purpose.Purpose.NeedsConsent
            ? string.Join("; ", purpose.Consents
                .GroupBy(consent => consent.Until, consent => EnumText.Of(consent.Act))
                .Select(acts => acts.Key is { } until
                    ? Text["Cover_ConsentUntil", string.Join(", ", acts), DateWords.Plain(until, CultureInfo.CurrentUICulture)]
                    : Text["Cover_Consent", string.Join(", ", acts)]))
            : view.Grounds.TryGetValue(purpose.Purpose.Ground, out var ground) ? ground.In(CultureInfo.CurrentUICulture) : purpose.Purpose.Ground;

    // A consent that stands has nothing left to carry once every purpose a record is held for was achieved. Policy 9.7.
    private static LocalDate? AchievedOn(ConsentsView view) =>
        !view.Cover.HoldsRecord
        && view.Cover.Purposes.Where(purpose => purpose.Purpose.HoldsRecord).All(purpose => purpose.IsAchieved)
        && view.Events.LastOrDefault(consent => consent.Kind == ConsentEventKind.PurposeAchieved) is { } last
            ? DateWords.DateOf(last.At)
            : null;

    private IEnumerable<string> ScopeOf(ConsentEvent consent)
    {
        if (consent.Scope is not { } scope)
        {
            yield return Text["Scope_Form"];
            yield break;
        }

        if (scope.Fields is { Count: > 0 } fields)
        {
            yield return Text["Scope_Fields", string.Join(", ", fields.Select(field => FieldText.Label(field)))];
        }

        foreach (var (name, value) in new[] { ("ThirdParties", scope.ThirdParties), ("CrossBorder", scope.CrossBorder), ("PublicSources", scope.PublicSources) })
        {
            if (value is { } said)
            {
                yield return Text[$"Scope_{name}_{said}"];
            }
        }
    }

    private static Tone ToneOf(ConsentEventKind kind) =>
        kind switch
        {
            ConsentEventKind.Given or ConsentEventKind.Confirmed or ConsentEventKind.Extended => Tone.Green,
            ConsentEventKind.Withdrawn or ConsentEventKind.Expired or ConsentEventKind.PurposeAchieved => Tone.Slate,
            ConsentEventKind.Superseded => Tone.Accent,
        };

    // The line between two events is drawn under the upper one: a gap stands between the end of a consent and what followed it.
    private List<TimelineEvent> Events(ConsentsView view) =>
        [.. view.Events
            .Select((consent, index) => (consent.At, Order: index * 2, Event: Event(view, consent)))
            .Concat(view.Gaps.Select(gap => (At: gap.From, Order: OrderAfter(view, gap) + 1, Event: Gap(gap))))
            .OrderByDescending(one => one.At)
            .ThenByDescending(one => one.Order)
            .Select(one => one.Event)];

    private static int OrderAfter(ConsentsView view, ConsentGap gap) =>
        view.Events.Select((consent, index) => consent.At <= gap.From ? index * 2 : 0).Max();

    private TimelineEvent Event(ConsentsView view, ConsentEvent consent) =>
        new(
            consent.At,
            Text[$"{consent.Kind}_{consent.Act}", consent.PolicyVersion])
        {
            Tone = ToneOf(consent.Kind),
            Beside = VersionLink(consent),
            Details = Details(view, consent),
        };

    private TimelineEvent Gap(ConsentGap gap) =>
        new(
            gap.From,
            gap.Until is { } until ? Text["Gap", Day(gap.From), Day(until)] : Text["GapOpen", Day(gap.From)])
        {
            IsGap = true,
            Tone = Tone.Amber,
        };

    private static string Day(NodaTime.Instant instant) => DateWords.Plain(DateWords.DateOf(instant), CultureInfo.CurrentUICulture);
}
