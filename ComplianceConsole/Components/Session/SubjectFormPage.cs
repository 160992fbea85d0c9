using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Components.Session;

/// <summary>
/// What the forms about one subject share: they read its number, open once what the form needs, keep what was typed when they are refused,
/// and open again where somebody changed the record meanwhile.
/// </summary>
/// <typeparam name="TStart">What the form needs to know.</typeparam>
public abstract class SubjectFormPage<TStart> : ActingComponent
    where TStart : class
{
    private string? _asked;
    private bool _isAsked;

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The subject's number, as it stands in the address.</summary>
    protected abstract string? NumberText { get; }

    /// <summary>Who may use the form.</summary>
    protected abstract Right Right { get; }

    /// <summary>Whom the form is about.</summary>
    protected SubjectId Subject { get; private set; }

    /// <summary>What the form needs; null until it is read, and where it was refused.</summary>
    protected TStart? Start { get; private set; }

    /// <summary>Why the last attempt did nothing, where nothing of the form is to blame.</summary>
    protected Refusal? Refusal { get; private set; }

    /// <summary>What is to be mended in the form.</summary>
    protected IReadOnlyList<InvalidInput> Problems { get; private set; } = [];

    /// <summary>Reads what the form needs.</summary>
    protected abstract Task<Result<TStart>> BeginAsync(Actor actor, CancellationToken cancellation);

    /// <summary>Called once for each subject, when what the form needs was read for the first time.</summary>
    protected virtual Task StartedAsync(TStart start) => Task.CompletedTask;

    protected override async Task OnParametersSetAsync()
    {
        if (_isAsked && string.Equals(_asked, NumberText, StringComparison.Ordinal))
        {
            return;
        }

        (_isAsked, _asked) = (true, NumberText);
        (Start, Problems) = (null, []);
        Refusal = SubjectId.TryParse(NumberText, out var subject) ? null : new NotFound("Subject");
        Subject = subject;
        if (Refusal is null && Actor?.May(Right) == true)
        {
            await StartAsync();
            await (Start is { } start ? StartedAsync(start) : Task.CompletedTask);
        }
    }

    /// <summary>
    /// Closes the form at once when a block forbids what it is for, and opens it again when the block is off; from any thread. What was typed
    /// comes back with it.
    /// </summary>
    /// <param name="state">The state the record has come to.</param>
    protected void FollowState(SubjectState state) =>
        _ = InvokeAsync(async () =>
        {
            if (state == SubjectState.Active == Start is null)
            {
                (Start, Refusal) = (null, null);
                await StartAsync();
                Reader.Run(StateHasChanged);
            }
        });

    /// <summary>Takes what a use case was refused with; what was typed stays.</summary>
    protected async Task TakeAsync(Refusal refusal)
    {
        Problems = Controls.Problems.Of(refusal);
        Refusal = Problems.Count == 0 ? refusal : null;
        if (refusal is ChangedMeanwhile)
        {
            await StartAsync();
            Refusal ??= refusal;
        }
    }

    /// <summary>Tells what is to be mended before anything was tried.</summary>
    protected void Blame(InvalidInput problem) => (Problems, Refusal) = ([problem], null);

    /// <summary>Takes the last refusal away.</summary>
    protected void Forgive() => (Problems, Refusal) = ([], null);

    /// <summary>The value of an enumeration that a choice names; null where none is chosen.</summary>
    protected static T? Read<T>(string? value)
        where T : struct, Enum => Enum.TryParse<T>(value, out var read) && Enum.IsDefined(read) ? read : null;

    private async Task StartAsync()
    {
        if ((await AskAsync(BeginAsync)).TryGet(out var start, out var refusal))
        {
            Start = start;
        }
        else
        {
            Refusal = refusal;
        }
    }
}
