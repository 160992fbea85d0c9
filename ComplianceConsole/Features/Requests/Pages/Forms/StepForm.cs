using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Requests.Pages.Forms;

/// <summary>The form of a step: it keeps what was typed when the step is refused, and says so when it is recorded.</summary>
public abstract class StepForm : ActingComponent
{
    [Inject]
    public required IStringLocalizer<RequestsText> Text { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    /// <summary>The request.</summary>
    [Parameter, EditorRequired]
    public RequestAtHand Request { get; set; } = default!;

    /// <summary>What the last attempt was told.</summary>
    protected Refusal? Refusal { get; private set; }

    /// <summary>The inputs to mend.</summary>
    protected IReadOnlyList<InvalidInput> Problems => Components.Controls.Problems.Of(Refusal);

    /// <summary>What is said above the form, where no input is to blame.</summary>
    protected Refusal? WholeRefusal => Problems.Count == 0 ? Refusal : null;

    /// <summary>Whether the step is being taken.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Takes the step.</summary>
    /// <param name="step">The use case.</param>
    /// <param name="done">The key of what is said when it is recorded.</param>
    protected async Task TakeAsync(Func<Actor, CancellationToken, Task<Result<Done>>> step, string done)
    {
        IsBusy = true;
        var result = await AskAsync(step);
        Refusal = result.Refusal;
        IsBusy = false;
        if (result.IsDone)
        {
            Snackbar.Tell(Text[done, Request.Number]);
        }
    }

    /// <summary>Says that an input cannot even be read.</summary>
    protected void Blame(string input, string problem) => Refusal = new InvalidInputs([new InvalidInput(input, problem)]);

    /// <summary>The present moment as an input of type <c>datetime-local</c> holds it.</summary>
    protected string WrittenNow() => LocalMoment.Write(Clock.GetCurrentInstant());
}
