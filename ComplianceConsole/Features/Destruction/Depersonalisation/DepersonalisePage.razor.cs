using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Destruction.Depersonalisation;

/// <summary>
/// The guided act of depersonalising: which records go together, what is left of them, and their number typed to confirm. A refusal leaves
/// everything as it was typed. Policy 2.1(11).
/// </summary>
public partial class DepersonalisePage
{
    private const int PageLength = 50;

    private readonly HashSet<SubjectId> _chosen = [];
    private int _shown = PageLength;
    private DepersonalisableList? _list;
    private DepersonalisationMade? _made;
    private int? _proposed;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _typed = "";
    private string _language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    private bool _isGateChecked;
    private bool _isKnown;
    private bool _isSubmitting;

    [Inject]
    public required IStringLocalizer<DepersonalisationText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<DestructionText> Destroy { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required ReadDepersonalisable Records { get; init; }

    [Inject]
    public required Depersonalise Subjects { get; init; }

    [Inject]
    public required ProposeDepersonalisation Proposals { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The number of a record chosen beforehand, as it stands in the address.</summary>
    [SupplyParameterFromQuery(Name = "subject")]
    public string? Subject { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor?.May(Right.DestroySubject) != true)
        {
            return;
        }

        if (SubjectId.TryParse(Subject, out var chosen))
        {
            _chosen.Add(chosen);
        }

        Attach(Feed.Subscribe(committed =>
        {
            if (committed.DutiesChanged || committed.Requests.Count > 0 || committed.Subjects.Count > 0)
            {
                ReloadSoon();
            }
        }));
        await ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        // While they are being depersonalised from this page, its own commits are no news.
        if (_isSubmitting || _made is not null || _proposed is not null)
        {
            return;
        }

        (await AskAsync((actor, cancellation) => Records.HandleAsync(actor, cancellation))).TryGet(out _list, out var refusal);
        _refusal = refusal ?? _refusal;
        _chosen.IntersectWith(_list?.Records.Select(one => one.Subject) ?? []);
    }

    private void Choose(SubjectId subject, bool isChosen)
    {
        if (isChosen)
        {
            _chosen.Add(subject);
        }
        else
        {
            _chosen.Remove(subject);
        }
    }

    private void ChooseAll(bool isChosen)
    {
        _chosen.Clear();
        if (isChosen)
        {
            _chosen.UnionWith(_list?.Records.Select(one => one.Subject) ?? []);
        }
    }

    private async Task DepersonaliseAsync()
    {
        if (_isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        var command = new DepersonaliseCommand([.. _chosen], _typed, _isGateChecked) { Language = _language };
        var refusal = _list is { NeedsSecond: true } ? await ProposeAsync(command) : await DepersonaliseAsync(command);
        _problems = Problems.Of(refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
        _isSubmitting = false;
        if (_refusal is not null)
        {
            await ReloadAsync();
        }
    }

    private async Task<Refusal?> DepersonaliseAsync(DepersonaliseCommand command)
    {
        (await AskAsync((actor, cancellation) => Subjects.HandleAsync(actor, command, cancellation))).TryGet(out _made, out var refusal);
        return refusal;
    }

    private async Task<Refusal?> ProposeAsync(DepersonaliseCommand command)
    {
        var proposed = await AskAsync((actor, cancellation) => Proposals.HandleAsync(actor, command, cancellation));
        _proposed = proposed.IsDone ? command.Subjects.Count : null;
        return proposed.Refusal;
    }
}
