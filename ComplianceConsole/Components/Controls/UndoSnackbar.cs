using MudBlazor;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>Says what was recorded, and offers to undo it for a while.</summary>
public sealed class UndoSnackbar(ISnackbar snackbar)
{
    private Snackbar? _told;

    /// <summary>Shows the message with an Undo button. The message stays as long as undoing is open.</summary>
    /// <param name="message">What was recorded, in the past tense.</param>
    /// <param name="open">How long undoing is open.</param>
    /// <param name="undo">Undoes it; runs on the page's own thread.</param>
    /// <param name="further">What may be done next instead.</param>
    public void Show(string message, Duration open, Func<Task> undo, FurtherStep? further = null)
    {
        Snackbar? shown = null;
        shown = snackbar.Add<UndoMessage>(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [nameof(UndoMessage.Message)] = message,
                [nameof(UndoMessage.UndoAsync)] = undo,
                [nameof(UndoMessage.Further)] = further!,
                [nameof(UndoMessage.Close)] = () =>
                {
                    if (shown is not null)
                    {
                        snackbar.Remove(shown);
                    }
                },
            },
            Severity.Normal,
            options =>
            {
                options.HideIcon = true;
                options.VisibleStateDuration = (int)open.TotalMilliseconds;
                options.ShowCloseIcon = false;
            });
    }

    /// <summary>Says what was recorded, with nothing to undo. It takes the place of what was said before, so that messages do not pile up.</summary>
    public void Tell(string message)
    {
        if (_told is not null)
        {
            snackbar.Remove(_told);
        }

        _told = snackbar.Add(
            message,
            Severity.Normal,
            options =>
            {
                options.HideIcon = true;
                options.ShowCloseIcon = false;
            });
    }
}
