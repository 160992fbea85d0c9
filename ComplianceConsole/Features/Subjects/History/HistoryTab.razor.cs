using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Subjects.History;

/// <summary>Everything that happened to the record, newest first.</summary>
public partial class HistoryTab
{
    private IReadOnlyList<HistoryItem>? _items;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required ReadHistory History { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>Whose history.</summary>
    [Parameter, EditorRequired]
    public SubjectId SubjectId { get; set; }

    protected override Task OnInitializedAsync()
    {
        Attach(Feed.Subscribe(committed =>
        {
            if (committed.Subjects.Any(change => change.Subject == SubjectId) || committed.RequestSubjects.Contains(SubjectId))
            {
                ReloadSoon();
            }
        }));
        return ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        var result = await AskAsync((actor, cancellation) => History.HandleAsync(actor, SubjectId, cancellation));
        result.TryGet(out _items, out _refusal);
    }

    private List<TimelineEvent> Events(IEnumerable<HistoryItem> items) => [.. items.Select(Event)];

    private TimelineEvent Event(HistoryItem item) =>
        item switch
        {
            ValuesChanged change => new TimelineEvent(item.At, Changed(change))
            {
                Details = Changes(change),
            },
            BlockChanged block => new TimelineEvent(item.At, Text["History_" + block.Kind, item.By ?? ""])
            {
                Tone = block.Kind is BlockEventKind.Unblocked or BlockEventKind.Undone ? Tone.Green : Tone.Slate,
                Details = block.Reason is { } reason ? Reason(reason) : null,
            },
            ReportMoved report => new TimelineEvent(item.At, Moved(report)),
            _ => new TimelineEvent(item.At, Text["History_Made"]) { Tone = Tone.Green },
        };

    private string Changed(ValuesChanged change)
    {
        var fields = string.Join(", ", change.Changes.Select(one => FieldText.Label(one.Field)));
        return Text["History_" + change.Source, fields, change.By ?? ""];
    }

    private string Moved(ReportMoved report)
    {
        var through = report.Through is { } channel ? EnumText.Of(channel) : "";
        return through.Length > 0
            ? Text["History_HandedOverThrough", report.Request, report.By ?? "", through]
            : Text["History_" + report.Moment, report.Request, report.By ?? ""];
    }
}
