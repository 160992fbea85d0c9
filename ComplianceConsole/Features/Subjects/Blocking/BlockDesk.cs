using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Components.Words;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace ComplianceConsole.Features.Subjects.Blocking;

/// <summary>
/// Blocks with one click wherever the button stands, says so, and offers to undo it; asks for the reason afterwards. One a circuit, so
/// that the offer outlives the page it was made on.
/// </summary>
public sealed class BlockDesk(
    ISignedInActor signedIn,
    BlockSubject block,
    UndoBlock undo,
    GiveBlockReason reason,
    UnblockSubject unblock,
    UndoSnackbar snackbar,
    IDialogService dialogs,
    IStringLocalizer<SubjectsText> text) : IRecordBlocking
{
    private readonly HashSet<SubjectId> _blockedHere = [];

    /// <summary>Whether this person blocked the record on this page and nobody has yet said why.</summary>
    public bool AwaitsReason(SubjectId subject) => _blockedHere.Contains(subject);

    /// <summary>Blocks the record.</summary>
    /// <returns>Why it was not blocked; null where it was.</returns>
    public async Task<Refusal?> BlockAsync(SubjectId subject)
    {
        if (!(await signedIn.GetAsync(CancellationToken.None)).TryGet(out var actor, out var refusal)
            || !(await block.HandleAsync(actor, subject, CancellationToken.None)).TryGet(out _, out refusal))
        {
            return refusal;
        }

        _blockedHere.Add(subject);
        snackbar.Show(
            text["Blocked_Done", subject],
            BlockRules.UndoWindow,
            () => UndoAsync(subject),
            new FurtherStep(text["GiveReason"], () => AskReasonAsync(subject)));
        return null;
    }

    /// <summary>Asks for the reason of a block.</summary>
    public Task<bool> AskReasonAsync(SubjectId subject) =>
        AskAsync(
            text["Reason_Title", subject],
            text["Reason_Sentence"],
            text["Reason_Save"],
            async typed =>
            {
                if (!(await signedIn.GetAsync(CancellationToken.None)).TryGet(out var actor, out var refusal)
                    || !(await reason.HandleAsync(actor, subject, typed, CancellationToken.None)).TryGet(out _, out refusal))
                {
                    return refusal;
                }

                _blockedHere.Remove(subject);
                snackbar.Tell(text["Reason_Done", subject]);
                return null;
            });

    /// <summary>Asks why a record is released, and releases it.</summary>
    public Task<bool> UnblockAsync(SubjectId subject) =>
        AskAsync(
            text["Unblock_Title", subject],
            text["Unblock_Sentence"],
            text["Unblock"],
            async typed =>
            {
                if (!(await signedIn.GetAsync(CancellationToken.None)).TryGet(out var actor, out var refusal)
                    || !(await unblock.HandleAsync(actor, subject, typed, CancellationToken.None)).TryGet(out _, out refusal))
                {
                    return refusal;
                }

                _blockedHere.Remove(subject);
                snackbar.Tell(text["Unblock_Done", subject]);
                return null;
            });

    private async Task UndoAsync(SubjectId subject)
    {
        if (!(await signedIn.GetAsync(CancellationToken.None)).TryGet(out var actor, out var refusal)
            || !(await undo.HandleAsync(actor, subject, CancellationToken.None)).TryGet(out _, out refusal))
        {
            snackbar.Tell(RefusalText.Of(refusal));
            return;
        }

        _blockedHere.Remove(subject);
        snackbar.Tell(text["Undone_Done", subject]);
    }

    private async Task<bool> AskAsync(string title, string sentence, string action, Func<string, Task<Refusal?>> submit)
    {
        var parameters = new DialogParameters<ReasonDialog>
        {
            { dialog => dialog.Title, title },
            { dialog => dialog.Sentence, sentence },
            { dialog => dialog.Action, action },
            { dialog => dialog.Submit, submit },
        };
        var reference = await dialogs.ShowAsync<ReasonDialog>(title, parameters);
        return await reference.Result is { Canceled: false };
    }
}
