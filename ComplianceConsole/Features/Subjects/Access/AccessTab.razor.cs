using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Subjects.Access;

/// <summary>Who looked at the subject, when and why. Policy 7.1.</summary>
public partial class AccessTab
{
    private List<AccessItem>? _items;
    private IReadOnlyList<AccessItem> _refused = [];
    private long? _before;
    private Refusal? _refusal;
    private bool _isLoading;

    [Inject]
    public required IStringLocalizer<SubjectsText> Text { get; init; }

    [Inject]
    public required ReadAccess Access { get; init; }

    /// <summary>Whose data.</summary>
    [Parameter, EditorRequired]
    public SubjectId SubjectId { get; set; }

    protected override Task OnInitializedAsync() => MoreAsync();

    private async Task MoreAsync()
    {
        _isLoading = true;
        var result = await AskAsync((actor, cancellation) => Access.HandleAsync(actor, SubjectId, _before, cancellation));
        _isLoading = false;
        if (result.TryGet(out var page, out _refusal))
        {
            _items = [.. _items ?? [], .. page.Items];
            _refused = _before is null ? page.Refused : _refused;
            _before = page.Before;
        }
    }

    private static string Who(AccessItem item) => ActorText.Of(item.Who, item.Who);

    private static string What(AccessItem item) =>
        OperationText.Find(item.Operation) ?? (item.Action is { } action ? EnumText.Of(action) : item.Operation);

    private string Why(AccessItem item) => item.Clause is { } clause ? Text["Access_Clause", clause] : "";
}
