using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;
using Microsoft.AspNetCore.Components;

namespace ComplianceConsole.Features.Consents;

/// <summary>A withdrawal of consent: first what was received, then what it will do, then done. Policy 4.5.</summary>
public partial class WithdrawPage
{
    private const string Nothing = "";

    private readonly HashSet<string> _extent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _acts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _purposes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _against = new(StringComparer.Ordinal) { Nothing };
    private string? _channel = "";
    private string? _document = "";
    private WithdrawalForm? _form;
    private WithdrawalPreview? _preview;
    private ElementReference _consequences;
    private bool _isPreviewNew;
    private bool _isSubmitting;

    [Inject]
    public required WithdrawConsent Withdrawing { get; init; }

    protected override Use Use => Uses.Withdraw;

    private WithdrawalExtent? Extent => Read<WithdrawalExtent>(_extent.FirstOrDefault());

    private IReadOnlyList<Choice> Extents =>
        [.. Enum.GetValues<WithdrawalExtent>().Select(extent => new Choice(extent.ToString(), Text["Extent_" + extent]))];

    private IReadOnlyList<Choice> Against =>
        [new(Nothing, Text["Against_Nothing"]), .. WithdrawalHindrance.Grounds.Select(ground => new Choice(ground.ToString(), EnumText.Of(ground)))];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isPreviewNew)
        {
            _isPreviewNew = false;
            await _consequences.FocusAsync();
        }
    }

    private static IReadOnlyList<CoveredPurpose> Remaining(WithdrawalPreview preview) =>
        [.. preview.Plan.After.Purposes.Where(purpose => purpose.IsCovered)];

    private IReadOnlyList<Choice> Acts(ConsentStart start) =>
        [.. start.Standing.Acts.Select(act => new Choice(act.ToString(), $"{EnumText.Of(act)} ({string.Join(", ", PurposesOf(start, act))})"))];

    private static IEnumerable<string> PurposesOf(ConsentStart start, ConsentAct act) =>
        start.Standing.Purposes.Where(consent => consent.Act == act).Select(consent => consent.Purpose);

    private IReadOnlyList<Choice> PurposesOf(ConsentStart start) =>
        [.. start.Standing.Purposes.Select(consent => consent.Purpose)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(purpose => new Choice(purpose, PurposeOf(purpose)))];

    private string WhyOf(CoveredPurpose purpose) =>
        purpose.Purpose.NeedsConsent
            ? Text["Stays_Consent", string.Join(", ", purpose.Consents.Select(consent => EnumText.Of(consent.Act)).Distinct(StringComparer.Ordinal))]
            : purpose.Purpose.HoldsRecord ? Text["Stays_Ground"] : Text["Stays_Depersonalised"];

    private async Task PreviewAsync()
    {
        if (Start is not { } start || _isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        Forgive();
        _form = new WithdrawalForm
        {
            Subject = Subject,
            Mark = start.Mark,
            Extent = Extent,
            Acts = [.. _acts.Select(act => Read<ConsentAct>(act)).OfType<ConsentAct>()],
            Purposes = [.. _purposes],
            Channel = Read<Channel>(_channel),
            ReceivedAt = LocalMoment.Read(Moment),
            Document = _document,
            Against = Read<RefusalGround>(_against.FirstOrDefault()),
        };
        var form = _form;
        var result = await AskAsync((actor, cancellation) => Withdrawing.PreviewAsync(actor, form, cancellation));
        if (result.TryGet(out _preview, out var refusal))
        {
            _isPreviewNew = true;
        }
        else
        {
            await TakeAsync(refusal);
        }

        _isSubmitting = false;
    }

    private async Task WithdrawAsync()
    {
        if (_form is not { } form || _isSubmitting)
        {
            return;
        }

        _isSubmitting = true;
        var result = await AskAsync((actor, cancellation) => Withdrawing.HandleAsync(actor, form, cancellation));
        if (result.TryGet(out var made, out var refusal))
        {
            Snackbar.Tell(
                made.DestroyBy is { } day
                    ? Text["Withdrawn_Destroy", DateWords.Long(day, CultureInfo.CurrentUICulture)]
                    : Text["Withdrawn_Done"]);
            Navigation.NavigateTo(Links.Subject(Subject, "consents"));
            return;
        }

        _preview = null;
        await TakeAsync(refusal);
        _isSubmitting = false;
    }
}
