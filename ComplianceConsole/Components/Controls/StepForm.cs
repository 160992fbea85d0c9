using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>The form of a request's step: it keeps what was typed when the step is refused, and says so when it is recorded.</summary>
public abstract class StepForm : ActingComponent
{
    private bool _isTaking;

    [Inject]
    public required IStringLocalizer<RequestsText> Text { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    /// <summary>The request as it was when the form was opened, or when its reader last went on.</summary>
    [Parameter, EditorRequired]
    public RequestAtHand Request { get; set; } = default!;

    /// <summary>The page it stands on; null where it stands alone.</summary>
    [CascadingParameter]
    public IStepHost? Host { get; set; }

    /// <summary>What the last attempt was told.</summary>
    protected Refusal? Refusal { get; private set; }

    /// <summary>The inputs to mend; the same list until the next attempt.</summary>
    protected IReadOnlyList<InvalidInput> Problems { get; private set; } = [];

    /// <summary>What is said above the form, where no input is to blame.</summary>
    protected Refusal? WholeRefusal => Problems.Count == 0 ? Refusal : null;

    /// <summary>Whether somebody else took the step meanwhile, so that what was typed can be read and copied, but not recorded.</summary>
    [CascadingParameter(Name = "IsTaken")]
    public bool IsTaken { get; set; }

    /// <summary>Whether the button does nothing: the step is being taken, or was.</summary>
    protected bool IsBusy => _isTaking || IsTaken;

    /// <summary>Whether the form takes a step of the request; adding a file takes none.</summary>
    protected virtual bool TakesStep => true;

    /// <summary>Takes the step.</summary>
    /// <param name="step">The use case.</param>
    /// <param name="done">The key of what is said when it is recorded.</param>
    protected Task TakeAsync(Func<Actor, CancellationToken, Task<Result<Done>>> step, string done) =>
        TakeAsync(step, _ => Text[done, Request.Number]);

    /// <summary>Takes the step.</summary>
    /// <param name="step">The use case.</param>
    /// <param name="done">What is said when it is recorded.</param>
    protected async Task TakeAsync<T>(Func<Actor, CancellationToken, Task<Result<T>>> step, Func<T, string> done)
    {
        if (_isTaking)
        {
            return;
        }

        _isTaking = true;
        Host?.Begin();
        try
        {
            var result = await AskAsync(step);
            Refuse(result.TryGet(out var value, out var refusal) ? null : refusal);
            if (refusal is null)
            {
                Snackbar.Tell(done(value!));
            }
        }
        finally
        {
            _isTaking = false;
            Host?.End(Refusal, TakesStep);
        }
    }

    /// <summary>Says that an input cannot even be read.</summary>
    protected void Blame(string input, string problem) => Refuse(new InvalidInputs([new InvalidInput(input, problem)]));

    /// <summary>The present moment as an input of type <c>datetime-local</c> holds it.</summary>
    protected string WrittenNow() => LocalMoment.Write(Clock.GetCurrentInstant());

    private void Refuse(Refusal? refusal) => (Refusal, Problems) = (refusal, Controls.Problems.Of(refusal));
}
