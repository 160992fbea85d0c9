using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Requests;

namespace ComplianceConsole.Features.Requests.Pages;

/// <summary>What others did with a request while somebody worked in the form of one of its steps.</summary>
/// <param name="Steps">The steps they took, the first one first; empty where something else was changed.</param>
/// <param name="IsOpen">Whether the step of the form can still be taken.</param>
public sealed record Meanwhile(IReadOnlyList<RequestStepView> Steps, bool IsOpen);

/// <summary>
/// The work on one step on the page of a request, from when its form is opened until the step is taken or left. What is being worked in is
/// never taken away or turned into another act because somebody else took a step.
/// </summary>
public sealed class StepWork(OpenStep step, RequestAtHand request, int steps, int round)
{
    /// <summary>The step.</summary>
    public OpenStep Step { get; } = step;

    /// <summary>The request as the form holds it: of the version its reader has seen.</summary>
    public RequestAtHand Request { get; private set; } = request;

    /// <summary>Tells this work from the one before, so that a form for the same step is a new one.</summary>
    public int Round { get; } = round;

    /// <summary>What others did since; null where the reader has seen it.</summary>
    public Meanwhile? Meanwhile { get; private set; }

    /// <summary>Whether something was typed or chosen.</summary>
    public bool IsTyped { get; set; }

    /// <summary>Whether the focus is in the form.</summary>
    public bool IsFocused { get; set; }

    /// <summary>Whether the pointer is over the form, perhaps about to press its button.</summary>
    public bool IsPointedAt { get; set; }

    /// <summary>Whether somebody works in the form.</summary>
    public bool IsHeld => IsTyped || IsFocused || IsPointedAt || Meanwhile is not null;

    private int SeenSteps { get; set; } = steps;

    /// <summary>Takes the request in as it is now, while the form stays.</summary>
    /// <param name="view">The request as it is now.</param>
    /// <param name="atHand">The same for the form.</param>
    /// <param name="isOpen">Whether the step can still be taken.</param>
    /// <param name="isOwn">Whether what changed was done on this very page, so that its reader knows it.</param>
    public void Follow(RequestView view, RequestAtHand atHand, bool isOpen, bool isOwn)
    {
        var taken = view.Steps.Skip(SeenSteps).ToList();
        var isKnown = !IsTyped || atHand.Version == Request.Version || (isOwn && taken.Count == 0);
        if (isOpen && isKnown && Meanwhile is null)
        {
            GoOn(view, atHand);
        }
        else
        {
            Meanwhile = new Meanwhile(taken, isOpen);
        }
    }

    /// <summary>Goes on with what is typed, knowing what others did.</summary>
    public void GoOn(RequestView view, RequestAtHand atHand) => (Request, SeenSteps, Meanwhile) = (atHand, view.Steps.Count, null);
}
