using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>Says what was recorded, and offers to undo it for a while.</summary>
public sealed class UndoSnackbar(ISnackbar snackbar, IStringLocalizer<CommonText> text)
{
    /// <summary>Shows the message with an Undo button. The message stays as long as undoing is open.</summary>
    /// <param name="message">What was recorded, in the past tense.</param>
    /// <param name="open">How long undoing is open.</param>
    /// <param name="undo">Undoes it; runs on the page's own thread.</param>
    public void Show(string message, Duration open, Func<Task> undo) =>
        snackbar.Add(
            message,
            Severity.Normal,
            options =>
            {
                options.Action = text["Undo"];
                options.ActionColor = Color.Primary;
                options.ActionVariant = Variant.Text;
                options.HideIcon = true;
                options.VisibleStateDuration = (int)open.TotalMilliseconds;
                options.ShowCloseIcon = false;
                options.OnClick = _ => undo();
            });

    /// <summary>Says what was recorded, with nothing to undo.</summary>
    public void Tell(string message) =>
        snackbar.Add(
            message,
            Severity.Normal,
            options =>
            {
                options.HideIcon = true;
                options.ShowCloseIcon = false;
            });
}
