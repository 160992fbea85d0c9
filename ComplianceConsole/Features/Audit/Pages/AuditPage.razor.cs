using ComplianceConsole.Components;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Audit.Reading;
using ComplianceConsole.Ledger;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Audit.Pages;

/// <summary>The ledger, newest first, values closed. Filters live in the address. Not live: reading it is itself an entry.</summary>
public sealed partial class AuditPage
{
    private LedgerFilter _filter = new();
    private (LedgerFilter Filter, long? Before)? _loaded;
    private LedgerPage? _page;
    private Refusal? _refusal;
    private string _typedSubject = "";
    private bool _isSubjectWrong;

    [Inject]
    public required IStringLocalizer<AuditText> Text { get; init; }

    [Inject]
    public required ReadLedger Read { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The use case asked for.</summary>
    [SupplyParameterFromQuery]
    public string? Operation { get; set; }

    /// <summary>The identity of who acted.</summary>
    [SupplyParameterFromQuery(Name = "actor")]
    public string? ActorId { get; set; }

    /// <summary>The subject's number.</summary>
    [SupplyParameterFromQuery(Name = "subject")]
    public string? SubjectNumber { get; set; }

    /// <summary>"done" or "refused".</summary>
    [SupplyParameterFromQuery]
    public string? Outcome { get; set; }

    /// <summary>Where older entries begin.</summary>
    [SupplyParameterFromQuery]
    public long? Before { get; set; }

    private static IEnumerable<(string Code, string Words)> Operations =>
        OperationText.All.Select(code => (code, OperationText.Of(code))).OrderBy(pair => pair.Item2, StringComparer.CurrentCulture);

    protected override async Task OnParametersSetAsync()
    {
        _filter = FromAddress();
        (_typedSubject, _isSubjectWrong) = (_filter.Subject?.ToString() ?? "", false);
        if (_loaded != (_filter, Before))
        {
            _loaded = (_filter, Before);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var result = await AskAsync((actor, cancellation) => Read.RunAsync(actor, _filter, Before, cancellation));
        result.TryGet(out _page, out _refusal);
    }

    private LedgerFilter FromAddress() =>
        new(
            string.IsNullOrEmpty(Operation) ? null : Operation,
            string.IsNullOrEmpty(ActorId) ? null : ActorId,
            SubjectId.TryParse(SubjectNumber, out var subject) ? subject : null,
            Outcome switch
            {
                "done" => LedgerOutcome.Done,
                "refused" => LedgerOutcome.Refused,
                _ => null,
            });

    private void ChooseOperation(ChangeEventArgs change) =>
        Show(_filter with { Operation = change.Value is string { Length: > 0 } code ? code : null });

    private void ChooseOutcome(ChangeEventArgs change) =>
        Show(_filter with
        {
            Outcome = (change.Value as string) switch
            {
                "done" => LedgerOutcome.Done,
                "refused" => LedgerOutcome.Refused,
                _ => null,
            },
        });

    private void ChooseSubject(ChangeEventArgs change)
    {
        _typedSubject = (change.Value as string ?? "").Trim();
        _isSubjectWrong = false;
        if (_typedSubject.Length == 0)
        {
            Show(_filter with { Subject = null });
        }
        else if (SubjectId.TryParse(_typedSubject, out var subject))
        {
            Show(_filter with { Subject = subject });
        }
        else
        {
            _isSubjectWrong = true;
        }
    }

    private void Show(LedgerFilter filter) => Navigation.NavigateTo(AddressWith(filter));

    private string AddressWith(LedgerFilter filter, long? before = null) =>
        Navigation.GetUriWithQueryParameters(
            Links.Audit,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["operation"] = filter.Operation,
                ["actor"] = filter.Actor,
                ["subject"] = filter.Subject?.ToString(),
                ["outcome"] = filter.Outcome switch
                {
                    LedgerOutcome.Done => "done",
                    LedgerOutcome.Refused => "refused",
                    _ => null,
                },
                ["before"] = before,
            });

    private string NameOf(string actor) =>
        ActorText.Of(actor, _page?.Items.FirstOrDefault(item => string.Equals(item.ActorId, actor, StringComparison.Ordinal))?.Who);

    private static string WhoOf(LedgerItem item) => ActorText.Of(item.ActorId, item.Who);

    private static string? RolesOf(LedgerItem item) => item.Roles == Role.None ? null : EnumText.Of(item.Roles);
}
