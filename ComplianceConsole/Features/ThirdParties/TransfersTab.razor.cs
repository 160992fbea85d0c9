using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>To whom a subject's data went, and what they were told of it. Policy 6.2, 9.4.</summary>
public partial class TransfersTab
{
    private TransfersView? _view;
    private Refusal? _refusal;

    [Inject]
    public required IStringLocalizer<ThirdPartiesText> Text { get; init; }

    [Inject]
    public required ReadTransfers Transfers { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>Who sits here, from the layout.</summary>
    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>Whose data.</summary>
    [Parameter, EditorRequired]
    public SubjectId SubjectId { get; set; }

    protected override Task OnInitializedAsync()
    {
        Attach(Feed.Subscribe(SubjectId, ReloadSoon));
        return ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        var result = await AskAsync((actor, cancellation) => Transfers.HandleAsync(actor, SubjectId, cancellation));
        result.TryGet(out _view, out _refusal);
    }
}
