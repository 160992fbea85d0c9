using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;

namespace ComplianceConsole.Features.Consents;

/// <summary>An extension of the consent of one act. Policy 4.4.</summary>
public partial class ExtendPage
{
    private const string LastDay = "day";
    private const string OpenEnded = "open";

    private readonly HashSet<string> _act = new(StringComparer.Ordinal);
    private readonly HashSet<string> _term = new(StringComparer.Ordinal) { LastDay };
    private string? _until = "";
    private string? _channel = "";
    private string? _document = "";
    private bool _isSubmitting;

    [Inject]
    public required ExtendConsent Extending { get; init; }

    protected override Use Use => Uses.Extend;

    private bool IsOpenEnded => _term.Contains(OpenEnded);

    private IReadOnlyList<Choice> Terms => [new(LastDay, Text["Term_Day"]), new(OpenEnded, Text["Term_Open"])];

    private IReadOnlyList<Choice> Extendable(ConsentStart start) =>
        [.. from act in Enum.GetValues<ConsentAct>()
            let last = start.Standing.ExtendableOf(act).Max(consent => consent.Until)
            where last is not null
            select new Choice(
                act.ToString(), Text["Extend_Act", EnumText.Of(act), DateWords.Plain(last.Value, CultureInfo.CurrentUICulture)])];

    protected override async Task StartedAsync(ConsentStart start)
    {
        await base.StartedAsync(start);
        if (Extendable(start) is [var only])
        {
            _act.Add(only.Value);
        }
    }

    private async Task ExtendAsync()
    {
        if (Start is not { } start || _isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        Forgive();
        var form = new ExtensionForm
        {
            Subject = Subject,
            Mark = start.Mark,
            Act = Read<ConsentAct>(_act.FirstOrDefault()),
            IsOpenEnded = IsOpenEnded,
            Until = LocalMoment.ReadDay(_until),
            Channel = Read<Channel>(_channel),
            ReceivedAt = LocalMoment.Read(Moment),
            Document = _document,
        };
        var result = await AskAsync((actor, cancellation) => Extending.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out _, out var refusal))
        {
            Snackbar.Tell(Text["Extended_Done"]);
            Navigation.NavigateTo(Links.Subject(Subject, "consents"));
            return;
        }

        await TakeAsync(refusal);
        _isSubmitting = false;
    }
}
