using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ComplianceConsole.Components.Controls;

/// <summary>Asks before what cannot be undone; where it can, an <see cref="UndoSnackbar"/> follows the act instead.</summary>
public partial class ConfirmDialog
{
    [Inject]
    public required IStringLocalizer<CommonText> Text { get; init; }

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; init; }

    /// <summary>The question, with the number of the subject or request.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What will happen.</summary>
    [Parameter, EditorRequired]
    public string Sentence { get; set; } = "";

    /// <summary>The verb on the button.</summary>
    [Parameter, EditorRequired]
    public string Action { get; set; } = "";

    /// <summary>Whether it can never be taken back.</summary>
    [Parameter]
    public bool IsIrreversible { get; set; }

    /// <summary>Opens the dialog and tells whether the reader went on.</summary>
    public static async Task<bool> AskAsync(IDialogService dialogs, string title, string sentence, string action, bool isIrreversible = false)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Sentence, sentence },
            { dialog => dialog.Action, action },
            { dialog => dialog.IsIrreversible, isIrreversible },
        };
        var reference = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await reference.Result is { Canceled: false };
    }
}
