using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Security.Sessions;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Operations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Audit.Verification;

/// <summary>Verifies the ledger on request, with progress, and says in words and in the line of the verb what was found.</summary>
public sealed partial class VerifyPanel : IDisposable
{
    private CancellationTokenSource? _running;
    private StoreVerification? _found;
    private Refusal? _refusal;
    private long _checked;
    private long _total;
    private bool _isGone;

    [Inject]
    public required IStringLocalizer<AuditText> Text { get; init; }

    [Inject]
    public required VerifyStores Verify { get; init; }

    [Inject]
    public required ICurrentActor CurrentActor { get; init; }

    [Inject]
    public required ReaderLanguage Language { get; init; }

    public void Dispose()
    {
        _isGone = true;
        _running?.Cancel();
        _running?.Dispose();
    }

    private async Task VerifyAsync()
    {
        using var running = new CancellationTokenSource();
        (_running, _found, _refusal, _checked, _total) = (running, null, null, 0, Verify.Size);
        try
        {
            if ((await CurrentActor.GetAsync(running.Token)).TryGet(out var actor, out _refusal))
            {
                (await Verify.RunAsync(actor, new Progress(this), running.Token)).TryGet(out _found, out _refusal);
            }
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            // Stopped by the reader: nothing was found out.
            _found = null;
        }
        finally
        {
            _running = null;
        }
    }

    private void Stop() => _running?.Cancel();

    // What was not compared must not be said to be whole.
    private string Records(StoreVerification good) =>
        good.Records == 0 ? Text["Verify_NoRecords"].Value : Text.Count("Verify_Records", good.Records);

    private string Sentence(StoreVerification bad)
    {
        if (bad.Ledger.Holds && bad.FirstBadIndex is null)
        {
            return bad.BrokenDestruction is { } broken ? Sentence(broken)
                : bad.FirstUnreadable is { } subject ? Text["Verify_Record", subject]
                : bad.FirstDifference is { } difference ? Sentence(difference)
                : Text["Verify_Keyring_" + bad.BrokenTree!.Fault, bad.BrokenTree.Where];
        }

        var problem = Text["Problem_" + bad.Ledger.Problem].Value;
        return bad.FirstBadIndex is { } index ? Text["Verify_Entry", index, problem] : Text["Verify_Head", problem];
    }

    private string Sentence(BrokenDestruction broken) =>
        broken.Request is { } request
            ? Text["Verify_RequestDestruction_" + broken.Fault, request]
            : Text["Verify_Destruction_" + broken.Fault, new SubjectId(broken.Subject ?? 0)];

    private string Sentence(RecordDifference difference) =>
        Text["Verify_Record" + difference.Kind, difference.Name, difference.Entry ?? 0];

    private void Show(long count)
    {
        if (!_isGone)
        {
            _checked = count;
            Language.Run(StateHasChanged);
        }
    }

    private sealed class Progress(VerifyPanel panel) : IProgress<long>
    {
        public void Report(long value) => _ = panel.InvokeAsync(() => panel.Show(value));
    }
}
