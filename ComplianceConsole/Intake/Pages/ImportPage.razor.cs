using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Intake.Rows;
using ComplianceConsole.Intake.Uploads;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using MudBlazor;

namespace ComplianceConsole.Intake.Pages;

/// <summary>Bringing in an export: choose or drop a file, see what would become of each row, then import it.</summary>
public partial class ImportPage
{
    private const int MostNotes = 100_000;

    private readonly List<RowNote> _notes = [];
    private Stage _stage;
    private int _round;
    private EncryptedSpool? _file;
    private ImportResult? _result;
    private Refusal? _refusal;
    private string? _problem;
    private string? _rejectsAddress;
    private long _notesLeftOut;
    private long _done;
    private long? _total;
    private bool _isCancelling;
    private CancellationTokenSource? _work;

    private enum Stage
    {
        Choosing,
        Uploading,
        Trying,
        Tried,
        Importing,
        Imported,
    }

    [Inject]
    public required IStringLocalizer<IntakeText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required ImportSubjects Imports { get; init; }

    [Inject]
    public required UploadSpools Spools { get; init; }

    [Inject]
    public required RejectLists Rejects { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private bool IsBusy => _stage is Stage.Uploading or Stage.Trying or Stage.Importing;

    private string Sentence => Text[_stage == Stage.Choosing ? "Sentence" : "FileSentence", _file?.Name ?? ""];

    private string ProgressWords =>
        (_stage, _total) switch
        {
            (Stage.Uploading, { } total) => Text["UploadProgress", Megabytes(_done), Megabytes(total)],
            (_, { } total) => Text["Verb_Progress", _done.ToString("N0", Reader.Culture), total.ToString("N0", Reader.Culture)],
            (_, null) => Text["Verb_Looking", _done.ToString("N0", Reader.Culture)],
        };

    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _work?.Cancel();
            if (!IsBusy)
            {
                _file?.Dispose();
            }
        }

        base.Dispose(isDisposing);
    }

    private async Task TryAsync(InputFileChangeEventArgs change)
    {
        StartOver(round: _round);
        if (change.File.Size > UploadSpools.LargestFile)
        {
            _problem = Text["TooLarge", Megabytes(UploadSpools.LargestFile)];
            return;
        }

        if (await WorkAsync(Stage.Uploading, token => UploadAsync(change.File, token)))
        {
            await RunAsync(Stage.Trying, Stage.Tried);
        }
    }

    private Task ImportAsync() => RunAsync(Stage.Importing, Stage.Imported);

    private async Task<bool> UploadAsync(IBrowserFile file, CancellationToken cancellation)
    {
        try
        {
            _total = file.Size;
            await using var stream = file.OpenReadStream(UploadSpools.LargestFile, cancellation);
            _file = await Spools.TakeInAsync(file.Name, stream, new Shown<long>(this, bytes => _done = bytes), cancellation);
            return true;
        }
        catch (Exception error) when (error is IOException or JSException or UnauthorizedAccessException)
        {
            _problem = Text["UploadFailed"];
            return false;
        }
    }

    private async Task RunAsync(Stage during, Stage after)
    {
        _notes.Clear();
        (_result, _refusal, _rejectsAddress, _notesLeftOut) = (null, null, null, 0);
        await WorkAsync(
            during,
            async cancellation =>
            {
                var order = new ImportOrder(_file!, during == Stage.Trying, Note, new Shown<ImportProgress>(this, Progress));

                // Off the page's own thread: checking rows would keep it from answering.
                var answer = await AskAsync((actor, _) => Task.Run(async () =>
                {
                    var result = await Imports.RunAsync(actor, order, cancellation);
                    KeepRejects(actor.Id);
                    return result;
                }));
                if (answer.TryGet(out var result, out var refusal))
                {
                    (_result, _stage) = (result, after);
                    return true;
                }

                _refusal = refusal;
                return false;
            });
    }

    // Does a part of the work with its progress and its end; what failed begins again with choosing a file.
    private async Task<bool> WorkAsync(Stage stage, Func<CancellationToken, Task<bool>> part)
    {
        using var work = _work = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        (_stage, _done, _total, _isCancelling) = (stage, 0, null, false);
        StateHasChanged();
        var isDone = false;
        try
        {
            isDone = await part(work.Token);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            // Whoever cancelled sees the page as it was before.
        }
        finally
        {
            var isGone = Gone.IsCancellationRequested;
            _work = null;
            if (!isDone || isGone)
            {
                _stage = Stage.Choosing;
                _round++;
                _file?.Dispose();
                _file = null;
            }
        }

        return isDone;
    }

    private void Note(RowNote note)
    {
        if (_notes.Count < MostNotes)
        {
            _notes.Add(note);
        }
        else
        {
            _notesLeftOut++;
        }
    }

    private void KeepRejects(string actorId)
    {
        var rejected = _notes.Where(note => note.IsRejection).ToList();
        _rejectsAddress = rejected.Count == 0 ? null : RejectEndpoints.Address(Rejects.Keep(actorId, rejected));
    }

    private void Progress(ImportProgress progress) => (_done, _total) = (progress.Rows, progress.Total);

    private async Task CancelAsync()
    {
        _isCancelling = true;
        if (_work is { } work)
        {
            await work.CancelAsync();
        }
    }

    private void StartOver() => StartOver(_round + 1);

    // A new round draws a new file input, so that the same file can be chosen again.
    private void StartOver(int round)
    {
        _file?.Dispose();
        _notes.Clear();
        (_file, _result, _refusal, _problem, _rejectsAddress) = (null, null, null, null, null);
        (_stage, _round, _notesLeftOut) = (Stage.Choosing, round, 0);
    }

    private async Task AskBeforeLeavingAsync(LocationChangingContext context)
    {
        if (_stage == Stage.Importing
            && !await ConfirmDialog.AskAsync(Dialogs, Text["LeaveTitle"], Text["LeaveSentence"], Text["Leave"]))
        {
            context.PreventNavigation();
        }
    }

    private string Megabytes(long bytes) => (bytes / 1048576.0).ToString(bytes < 10 * 1048576 ? "N1" : "N0", Reader.Culture);

    // Shows progress a few times a second, whatever thread tells it.
    private sealed class Shown<T>(ImportPage page, Action<T> show) : IProgress<T>
    {
        private long _last;

        public void Report(T value)
        {
            var now = Environment.TickCount64;
            if (now - Interlocked.Read(ref _last) < 200)
            {
                return;
            }

            Interlocked.Exchange(ref _last, now);
            _ = page.InvokeAsync(() => page.Reader.Run(() =>
            {
                show(value);
                page.StateHasChanged();
            }));
        }
    }
}
