using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Features.Audit.Reading;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Audit.Pages;

/// <summary>One entry of the ledger with its hash and, on request, the proof that it is in it.</summary>
public sealed partial class EntryPage
{
    private EntryReading? _reading;
    private EntryProof? _proof;
    private Refusal? _refusal;
    private RegisterSnapshot? _registers;
    private long? _loaded;
    private bool _isBusy;

    [Inject]
    public required IStringLocalizer<AuditText> Text { get; init; }

    [Inject]
    public required ReadEntry Read { get; init; }

    [Inject]
    public required ProveEntry Prove { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    [CascadingParameter]
    public Actor? Actor { get; set; }

    /// <summary>The entry's place.</summary>
    [Parameter]
    public long Index { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Index)
        {
            return;
        }

        (_loaded, _reading, _proof) = (Index, null, null);
        _registers = await Registers.GetAsync(Gone);
        var result = await AskAsync((actor, cancellation) => Read.RunAsync(actor, Index, cancellation));
        result.TryGet(out _reading, out _refusal);
    }

    private async Task ProveAsync()
    {
        _isBusy = true;
        try
        {
            var result = await AskAsync((actor, cancellation) => Prove.RunAsync(actor, Index, cancellation));
            result.TryGet(out _proof, out _refusal);
        }
        finally
        {
            _isBusy = false;
        }
    }

    private string Purpose(LedgerItem item) =>
        item.Purpose switch
        {
            null => Text["Entry_None"],
            Uses.Law => Text["Entry_Purpose_law"],
            { } code when _registers?.PurposeOf(code) is { } purpose => $"{code} {purpose.Title.In(CultureInfo.CurrentUICulture)}",
            { } code => code,
        };
}
