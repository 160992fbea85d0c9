using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Consents;

/// <summary>That purposes were achieved for a selection of subjects: how many, what follows, and one confirmation. Policy 9.6, 9.7.</summary>
public partial class AchievedSelectionPage
{
    private readonly HashSet<string> _purposes = new(StringComparer.Ordinal);
    private AchievementPlan? _plan;
    private RegisterSnapshot? _registers;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _moment = "";
    private string? _reason = "";
    private bool _isSubmitting;
    private bool _isShown;
    private PurposesAchieved? _made;
    private ElementReference _result;

    [Inject]
    public required IStringLocalizer<ConsentsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required PlanAchievement Planning { get; init; }

    [Inject]
    public required AchievePurposes Achieving { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The subjects' numbers, comma separated, as they stand in the address.</summary>
    [SupplyParameterFromQuery]
    public string? Of { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor?.May(Right.ChangeConsents) != true)
        {
            return;
        }

        _registers = await Registers.GetAsync(Gone);
        var subjects = (Of ?? "").Split(',').Select(number => SubjectId.TryParse(number, out var subject) ? subject : (SubjectId?)null).OfType<SubjectId>().ToList();
        var result = await AskAsync((actor, cancellation) => Planning.HandleAsync(actor, subjects, cancellation));
        _moment = result.TryGet(out _plan, out _refusal) ? LocalMoment.Write(_plan.Now) : "";
    }

    private IReadOnlyList<Choice> Purposes(AchievementPlan plan) =>
        [.. plan.Covered.Values
            .SelectMany(codes => codes)
            .CountBy(code => code, StringComparer.Ordinal)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => new Choice(
                one.Key, $"{one.Key} {_registers?.PurposeOf(one.Key)?.Title.In(CultureInfo.CurrentUICulture)} ({Text.Count("Selection_For", one.Value)})"))];

    // What became of it stays on the page, and has the focus that the form had.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_made is not null && !_isShown)
        {
            _isShown = true;
            await _result.FocusAsync();
        }
    }

    private bool Nobody(AchievementPlan plan) => _purposes.Count > 0 && plan.Concerned(_purposes).Count == 0;

    private string Done(PurposesAchieved made) =>
        made.DestroyBy is { } day
            ? Text["Selection_Done_Destroy", made.Subjects, made.Destructions, DateWords.Long(day, CultureInfo.CurrentUICulture)]
            : Text["Selection_Done", made.Subjects];

    private async Task RecordAsync()
    {
        if (_plan is not { } plan || _isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        (_problems, _refusal) = ([], null);
        var form = new AchievementForm
        {
            // Where nothing is chosen yet, the form is to say that, and not that nobody is concerned.
            Subjects = _purposes.Count > 0 ? plan.Concerned(_purposes) : [.. plan.Covered.Keys],
            Purposes = [.. _purposes.Order(StringComparer.Ordinal)],
            AchievedAt = LocalMoment.Read(_moment),
            Reason = _reason,
        };
        var result = await AskAsync((actor, cancellation) => Achieving.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out var made, out var refusal))
        {
            _made = made;
            return;
        }

        _problems = Problems.Of(refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
        _isSubmitting = false;
    }
}
