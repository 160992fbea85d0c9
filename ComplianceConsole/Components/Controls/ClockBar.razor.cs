using System.Globalization;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace ComplianceConsole.Components.Controls;

/// <summary>
/// The clock of a duty, drawn the same way everywhere: a thin bar from trigger to due day with today's mark and the target
/// day's notch, the words, and "why?" which unfolds the counting.
/// </summary>
public partial class ClockBar
{
    // What is longer than a telephone is wide may break.
    private const int LongestUnbroken = 32;

    private readonly string _id = Unique.Id("clock");
    private bool _isOpen;

    [Inject]
    public required IStringLocalizer<ClockText> Text { get; init; }

    /// <summary>The duty; its leading deadline is drawn. Either this or <see cref="Deadline"/> is given.</summary>
    [Parameter]
    public Duty? Duty { get; set; }

    /// <summary>The deadline, where there is no duty to take it from.</summary>
    [Parameter]
    public Deadline? Deadline { get; set; }

    /// <summary>How the clock stands now.</summary>
    [Parameter, EditorRequired]
    public ClockReading Reading { get; set; } = default!;

    /// <summary>When the duty ended, if it has.</summary>
    [Parameter]
    public Instant? EndedAt { get; set; }

    /// <summary>The clause the duty rests on, where <see cref="Duty"/> does not tell.</summary>
    [Parameter]
    public string? Clause { get; set; }

    /// <summary>The number of the duty, by which the text of its clause and the moves of its dates are found.</summary>
    [Parameter]
    public long? DutyId { get; set; }

    /// <summary>Whether it stands in a row of a table: a short bar with the words beside it.</summary>
    [Parameter]
    public bool Compact { get; set; }

    /// <summary>Whether the heading of its group says how it stands, so that only who listens is told again.</summary>
    [Parameter]
    public bool Grouped { get; set; }

    private bool IsStateSaid => Grouped && !string.Equals(Look.Word, "AtOnce", StringComparison.Ordinal);

    private bool IsTargetSame => Reading.State is not (ClockState.Done or ClockState.Overdue) && !IsAtOnce && Count.TargetDay == Count.DueDay;

    private Deadline Count => Duty?.Leading ?? Deadline
        ?? throw new InvalidOperationException($"{nameof(ClockBar)} needs a {nameof(Duty)} or a {nameof(Deadline)}.");

    private bool IsAtOnce => Duty is { Rule.IsAtOnce: true };

    private int Days => Period.DaysBetween(Count.TriggerDay, Count.DueDay) + 1;

    /// <summary>Where the due day ends on the bar, 0 to 1: before the end of the bar where it went by.</summary>
    private double Due => Reading.IsLate ? (double)Days / (Days - Reading.DaysLeft) : 1;

    /// <summary>Where today's mark, or that of the end, stands on the bar.</summary>
    private double Past => Reading.IsLate ? 1 : Reading.Elapsed;

    private LocalDate Today => Count.DueDay.PlusDays(-Reading.DaysLeft);

    private (string Class, string Word, string Icon) Look =>
        Reading.State switch
        {
            ClockState.Done when Reading.IsLate => ("late", "DoneLate", Glyphs.Alert),
            ClockState.Done => ("done", "Done", Glyphs.Done),
            ClockState.Overdue => ("overdue", "Overdue", Glyphs.Alert),
            ClockState.DueToday => ("today", Today == Count.DueDay ? "DueToday" : IsAtOnce ? "AtOnce" : "DoToday", Glyphs.Warning),
            ClockState.Soon => ("soon", "Soon", Glyphs.Warning),
            ClockState.Running => ("running", "Running", Glyphs.Clock),
        };

    // Each part stays on one line; the commas go with what they follow.
    private IReadOnlyList<string> Sentence
    {
        get
        {
            var parts = Parts().ToList();
            return [.. parts.Select((part, place) => place < parts.Count - 1 ? part + "," : part)];
        }
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");

    private IEnumerable<string> Parts()
    {
        if (EndedAt is { } ended)
        {
            yield return Text["Ended", DateWords.DateTime(ended, CultureInfo.CurrentUICulture)];
        }

        var isOver = Reading.State is ClockState.Done or ClockState.Overdue;
        var due = isOver ? "WasDue" : IsAtOnce ? "AtOnceDue" : "Due";
        yield return Text[Compact && !(IsAtOnce && !isOver) ? due + "Short" : due, Day(Count.DueDay)];
        if (IsTargetSame)
        {
            // In a row it is said to who listens alone.
            if (!Compact)
            {
                yield return Text["TargetSame"];
            }
        }
        else if (!isOver && !IsAtOnce)
        {
            yield return Text["Target", Day(Count.TargetDay)];
        }

        if (EndedAt is null && Duty is { Beside: { } beside })
        {
            yield return Text[Duty.LawLeads ? "ByPolicy" : "ByLaw", Day(beside.DueDay)];
        }

        if (Reading is { State: ClockState.Overdue } or { State: ClockState.Done, IsLate: true })
        {
            yield return Text.Count("DaysOver", -Reading.DaysLeft);
        }
        else if (EndedAt is null && Today < Count.DueDay)
        {
            yield return Text.Count("DaysLeft", Reading.DaysLeft);
        }
    }

    private string Day(LocalDate day) =>
        day.Year == Today.Year ? DateWords.Short(day, CultureInfo.CurrentUICulture) : DateWords.ShortWithYear(day, CultureInfo.CurrentUICulture);

    private void Toggle() => _isOpen = !_isOpen;
}
