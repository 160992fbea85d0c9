using System.Text;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Registers.Reading;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Features.Registers.Calendar;

/// <summary>
/// The working calendar as a year of small months. An administrator makes a day worked or not with a click or a key; before anything is
/// saved, every date that moves is shown, old and new.
/// </summary>
public partial class CalendarPage
{
    private const int MostBytes = 64 * 1024;

    private static readonly DayStatus[] s_legend = [DayStatus.Worked, DayStatus.Weekend, DayStatus.DayOff, DayStatus.WorkedByOrder];

    private CalendarDraft? _draft;
    private CalendarReview? _review;
    private Refusal? _refusal;
    private LocalDate _today;
    private bool _isAgain;
    private bool _isBusy;
    private bool _isOutdated;
    private bool _isSaving;
    private int _round;

    [Inject]
    public required IStringLocalizer<CalendarText> Text { get; init; }

    [Inject]
    public required ReadRegisters Read { get; init; }

    [Inject]
    public required ChangeCalendar Change { get; init; }

    [Inject]
    public required ChangeFeed Changes { get; init; }

    [Inject]
    public required IClock Clock { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The year that is shown; this year unless said.</summary>
    [SupplyParameterFromQuery]
    public int? Year { get; set; }

    private bool MayChange => Actor?.May(Right.ChangeSettings) == true;

    private int Shown => Year is { } year && _draft?.Years.Contains(year) == true ? year : _today.Year;

    private string? Sentence => _draft is null ? null : Text[MayChange ? "Sentence" : "SentenceRead"].Value;

    protected override Task OnInitializedAsync()
    {
        Attach(Changes.Subscribe(committed =>
        {
            if (committed.RegistersChanged)
            {
                _ = InvokeAsync(OnChangedAsync);
            }
        }));
        return ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        _today = AlmatyZone.DayOf(Clock.GetCurrentInstant());
        (_review, _isOutdated, _isAgain) = (null, false, false);
        _draft = (await AskAsync(Read.RunAsync)).TryGet(out var registers, out _refusal) ? new CalendarDraft(registers.Calendar) : null;
    }

    // What was edited here is never thrown away because somebody else saved.
    private async Task OnChangedAsync()
    {
        if (_isSaving)
        {
            return;
        }

        if (_draft is { Edited.Count: > 0 } draft)
        {
            _isOutdated = (await AskAsync(Read.RunAsync)).TryGet(out var registers, out _)
                && !string.Equals(CalendarMarks.Of(registers.Calendar), draft.Before, StringComparison.Ordinal);
        }
        else
        {
            await ReloadAsync();
        }

        Reader.Run(StateHasChanged);
    }

    private void Toggle(LocalDate day) => _draft?.Toggle(day);

    private void MarkOfficial(ChangeEventArgs change) => _draft?.Mark(Shown, change.Value is not true);

    private void AddYear()
    {
        if (_draft is { } draft)
        {
            Year = draft.Years.Max() + 1;
            draft.Add(Year.Value);
        }
    }

    private async Task TakeFileAsync(InputFileChangeEventArgs chosen)
    {
        _round++;
        if (chosen.File.Size > MostBytes)
        {
            _refusal = new InvalidInput("CalendarFile", "FileTooLarge", 0.06);
            return;
        }

        await using var stream = chosen.File.OpenReadStream(MostBytes, Gone);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        _ = _draft?.Take(await reader.ReadToEndAsync(Gone)).TryGet(out _, out _refusal);
    }

    private async Task ReviewAsync()
    {
        if (_draft is not { } draft)
        {
            return;
        }

        _isBusy = true;
        var result = await AskAsync((actor, token) => Change.ReviewAsync(actor, new CalendarEdit(draft.Before, draft.Edited), token));
        _review = result.TryGet(out var review, out _refusal) ? review : null;
        _isOutdated = _refusal is ChangedMeanwhile;
        _isBusy = false;
    }

    private async Task SaveAsync()
    {
        if (_draft is not { } draft || _review is not { } shown)
        {
            return;
        }

        (_isBusy, _isSaving) = (true, true);
        var edit = new CalendarEdit(draft.Before, draft.Edited);
        var result = await AskAsync((actor, token) => Change.SaveAsync(actor, edit, shown.Mark, token));
        (_isBusy, _isSaving) = (false, false);
        if (result.TryGet(out var saved, out var refusal))
        {
            await ReloadAsync();
            Snackbar.Tell(Text.Count("Saved", saved.Moves.Count));
        }
        else if (refusal is ChangedMeanwhile)
        {
            // What is owed may have changed alone: then the new dates are shown again, and nothing is lost.
            await ReviewAsync();
            _isAgain = _review is not null;
        }
        else
        {
            _refusal = refusal;
        }
    }

    private void Back() => (_review, _isAgain) = (null, false);
}
