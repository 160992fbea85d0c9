using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Destruction.Pages;

/// <summary>
/// The guided act of destroying one subject's data: on what, what goes and what stays, what forbids it, who is told, and the number typed to
/// confirm. A refusal leaves everything as it was typed. Policy 2.1(10).
/// </summary>
public partial class DestroyPage
{
    private SubjectId _subject;
    private DestructionPlan? _plan;
    private PlannedGround? _ground;
    private DestructionMade? _made;
    private Refusal? _refusal;
    private IReadOnlyList<InvalidInput> _problems = [];
    private string? _typed = "";
    private string? _language;
    private bool _isGateChecked;
    private bool _releasesBlock;
    private bool _isSubmitting;

    [Inject]
    public required IStringLocalizer<DestructionText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required ReadDestructionPlan Plans { get; init; }

    [Inject]
    public required DestroySubject Subjects { get; init; }

    [Inject]
    public required ProposeDestruction Proposals { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The subject's number, as it stands in the address.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <summary>The number of the request that asks for it, as it stands in the address.</summary>
    [SupplyParameterFromQuery(Name = "request")]
    public string? Request { get; set; }

    private IReadOnlyList<RequestNumber> Forbidding => _plan is { } plan && _ground is { } ground ? plan.ForbiddingOn(ground.Ground) : [];

    // What stands against it is named above the form.
    private bool IsOpen => _plan is { Holds.Count: 0, NamingCopies.Count: 0 } && Forbidding.Count == 0;

    protected override async Task OnInitializedAsync()
    {
        if (!SubjectId.TryParse(Number, out _subject))
        {
            _refusal = new NotFound("Subject");
        }
        else if (Actor?.May(Right.DestroySubject) == true)
        {
            Attach(Feed.Subscribe(committed =>
            {
                if (committed.Subjects.Any(change => change.Subject == _subject) || committed.RequestSubjects.Contains(_subject)
                    || committed.DutiesChanged)
                {
                    ReloadSoon();
                }
            }));
            await ReloadAsync();
        }
    }

    protected override async Task ReloadAsync()
    {
        // While it is being destroyed from this page, its own commits are no news.
        if (_isSubmitting || _made is not null)
        {
            return;
        }

        var read = await AskAsync((actor, cancellation) => Plans.HandleAsync(actor, _subject, cancellation));
        if (!read.TryGet(out _plan, out var refusal))
        {
            _refusal = refusal;
            return;
        }

        _language ??= _plan.Language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        _ground = Proposed(_plan)
            ?? _plan.Grounds.FirstOrDefault(one => _ground is { } chosen && one.Ground == chosen.Ground)
            ?? _plan.Grounds.FirstOrDefault(one => one.Ground.Request is { } request && string.Equals(request.ToString(), Request, StringComparison.Ordinal))
            ?? _plan.Grounds.FirstOrDefault();
    }

    // What waits for a second person is that ground and no other.
    private static PlannedGround? Proposed(DestructionPlan plan) =>
        plan.Proposal is { State: ProposalState.Waiting } proposal
            ? plan.Grounds.FirstOrDefault(one => one.Ground.DutyId == proposal.DutyId && one.Ground.RequestId == proposal.RequestId)
            : null;

    private static string IdOf(PlannedGround one) =>
        string.Create(CultureInfo.InvariantCulture, $"ground-{one.Ground.DutyId}-{one.Ground.RequestId}");

    private static string ReasonOf(PlannedGround one) => one.Duty?.Duty.Kind.ToString() ?? "Request";

    private void Choose(PlannedGround ground) => (_ground, _refusal, _problems) = (ground, null, []);

    private async Task DestroyAsync()
    {
        if (_ground is not { Ground: { } ground } || _isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        var command = new DestroyCommand(_subject, ground.Clause, _typed ?? "")
        {
            Request = ground.Request,
            DutyId = ground.DutyId,
            IsGateChecked = _isGateChecked,
            ReleasesBlock = _releasesBlock,
            Language = _language,
        };
        var refusal = _plan is { NeedsSecond: true } ? await ProposeAsync(command) : await DestroyAsync(command);
        // What stands in the way is the box in this form, and not a block to be lifted elsewhere.
        _problems = Problems.Of(refusal is RecordBlocked ? new InvalidInput(DestroySubject.ReleaseInput, "Release") : refusal);
        _refusal = _problems.Count == 0 ? refusal : null;
        _isSubmitting = false;
        if (refusal is null && _made is null)
        {
            (_typed, _isGateChecked) = ("", false);
            await ReloadAsync();
        }
    }

    private async Task<Refusal?> DestroyAsync(DestroyCommand command)
    {
        (await AskAsync((actor, cancellation) => Subjects.HandleAsync(actor, command, cancellation))).TryGet(out _made, out var refusal);
        return refusal;
    }

    private async Task<Refusal?> ProposeAsync(DestroyCommand command) =>
        (await AskAsync((actor, cancellation) => Proposals.HandleAsync(actor, command, cancellation))).Refusal;
}
