using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Consents;

/// <summary>What the pages that change a subject's consents share: they open the record once, and keep what was typed when refused.</summary>
public abstract class ConsentChangePage : ActingComponent
{
    [Inject]
    public required IStringLocalizer<ConsentsText> Text { get; init; }

    [Inject]
    public required IStringLocalizer<CommonText> Common { get; init; }

    [Inject]
    public required StartConsentChange Starting { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required UndoSnackbar Snackbar { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The subject's number, as it stands in the address.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    protected SubjectId Subject { get; private set; }

    protected ConsentStart? Start { get; private set; }

    protected Refusal? Refusal { get; private set; }

    protected IReadOnlyList<InvalidInput> Problems { get; private set; } = [];

    protected IReadOnlyList<Purpose> Purposes { get; private set; } = [];

    /// <summary>What the record is opened for.</summary>
    protected abstract Use Use { get; }

    /// <summary>When it was received or happened, as the input holds it; the present minute at first.</summary>
    protected string? Moment { get; set; } = "";

    protected override async Task OnInitializedAsync()
    {
        if (!SubjectId.TryParse(Number, out var subject))
        {
            Refusal = new NotFound("Subject");
            return;
        }

        Subject = subject;
        Attach(Feed.Subscribe(OnCommitted));
        if (Actor?.May(Right.ChangeConsents) == true)
        {
            Purposes = (await Registers.GetAsync(Gone)).Purposes;
            await StartAsync();
            Moment = Start is { } start ? LocalMoment.Write(start.Now) : "";
        }
    }

    /// <summary>Takes what a use case was refused with; what was typed stays.</summary>
    protected async Task TakeAsync(Refusal refusal)
    {
        Problems = ComplianceConsole.Components.Controls.Problems.Of(refusal);
        Refusal = Problems.Count == 0 ? refusal : null;
        if (refusal is ChangedMeanwhile)
        {
            await StartAsync();
            Refusal ??= refusal;
        }
    }

    protected void Forgive() => (Problems, Refusal) = ([], null);

    /// <summary>A purpose with its title.</summary>
    protected string PurposeOf(string code) =>
        Purposes.FirstOrDefault(purpose => string.Equals(purpose.Code, code, StringComparison.Ordinal)) is { } purpose
            ? $"{code} {purpose.Title.In(CultureInfo.CurrentUICulture)}"
            : code;

    /// <summary>The ways a document comes in.</summary>
    protected static IReadOnlyList<Choice> Channels => [.. Enum.GetValues<Channel>().Select(channel => new Choice(channel.ToString(), EnumText.Of(channel)))];

    protected static T? Read<T>(string? value)
        where T : struct, Enum => Enum.TryParse<T>(value, out var read) && Enum.IsDefined(read) ? read : null;

    // What a block forbids closes at once; what was typed comes back with the record.
    private void OnCommitted(Committed committed)
    {
        if (!Use.IsLegalHandling
            && committed.Subjects.FirstOrDefault(change => change.Subject == Subject) is { Row.State: var state }
            && state == SubjectState.Active == Start is null)
        {
            _ = InvokeAsync(async () =>
            {
                (Start, Refusal) = (null, null);
                await StartAsync();
                Reader.Run(StateHasChanged);
            });
        }
    }

    private async Task StartAsync()
    {
        var result = await AskAsync((actor, cancellation) => Starting.HandleAsync(actor, Subject, Use, cancellation));
        if (result.TryGet(out var start, out var refusal))
        {
            Start = start;
        }
        else
        {
            Refusal = refusal;
        }
    }
}
