using System.Globalization;
using ComplianceConsole.Components;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Requests;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ComplianceConsole.Features.Consents;

/// <summary>A withdrawal of consent: first what was received, then what it will do, then done. Policy 4.5.</summary>
public partial class WithdrawPage
{
    private const string Nothing = "";

    private readonly HashSet<string> _extent = new(StringComparer.Ordinal);
    private readonly HashSet<string> _acts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _purposes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _against = new(StringComparer.Ordinal) { Nothing };
    private readonly HashSet<string> _replyBy = new(StringComparer.Ordinal);
    private string? _channel = "";
    private string? _check = "";
    private string? _document = "";
    private string? _email = "";
    private string? _post = "";
    private string? _language = "ru";
    private DocumentUpload? _file;
    private WithdrawalForm? _form;
    private WithdrawalPreview? _preview;
    private ElementReference _consequences;
    private bool _isPreviewNew;
    private bool _isSubmitting;

    [Inject]
    public required WithdrawConsent Withdrawing { get; init; }

    protected override Use Use => Uses.Withdraw;

    private WithdrawalExtent? Extent => Read<WithdrawalExtent>(_extent.FirstOrDefault());

    private Channel? ReplyBy => Read<Channel>(_replyBy.FirstOrDefault());

    private IReadOnlyList<Choice> Replies =>
        [.. new[] { Channel.Email, Channel.Post }.Select(channel => new Choice(channel.ToString(), Text["ReplyBy_" + channel]))];

    private static IEnumerable<IdentityCheck> Checks => IdentityChecks.Of(ApplicantKind.Subject).Where(check => check != IdentityCheck.NotYet);

    private IReadOnlyList<Choice> Extents =>
        [.. Enum.GetValues<WithdrawalExtent>().Select(extent => new Choice(extent.ToString(), Text["Extent_" + extent]))];

    private IReadOnlyList<Choice> Against =>
        [new(Nothing, Text["Against_Nothing"]), .. WithdrawalHindrance.Grounds.Select(ground => new Choice(ground.ToString(), EnumText.Of(ground)))];

    protected override async Task StartedAsync(ConsentStart start)
    {
        await base.StartedAsync(start);
        (_email, _post) = (start.Reply.Email, start.Reply.Post);
        _language = start.Reply.Language ?? (Reader.Culture.TwoLetterISOLanguageName is "en" or "kk" ? Reader.Culture.TwoLetterISOLanguageName : "ru");
        _replyBy.Clear();
        _replyBy.Add((_email.Length > 0 ? Channel.Email : Channel.Post).ToString());
    }

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

    private async Task TakeFileAsync(InputFileChangeEventArgs chosen)
    {
        _file = null;
        if (chosen.FileCount == 0)
        {
            return;
        }

        // One byte more than is taken, so that a file that is too large is told as such and not read to its end.
        var content = new byte[(int)Math.Min(chosen.File.Size, DocumentUpload.MaxBytes + 1L)];
        await using var stream = chosen.File.OpenReadStream(Math.Max(chosen.File.Size, 1), Gone);
        await stream.ReadExactlyAsync(content, Gone);
        _file = new DocumentUpload(DocumentKind.Application, chosen.File.Name, content);
    }

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
            IdentityCheck = Read<IdentityCheck>(_check),
            Document = _document,
            File = _file,
            ReplyBy = ReplyBy,
            ReplyTo = ReplyBy == Channel.Post ? _post : _email,
            Language = _language,
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
                    ? Text["Withdrawn_Destroy", made.Number, DateWords.Long(day, CultureInfo.CurrentUICulture)]
                    : Text["Withdrawn_Done", made.Number]);
            Navigation.NavigateTo(Links.Subject(Subject, "consents"));
            return;
        }

        _preview = null;
        await TakeAsync(refusal);
        _isSubmitting = false;
    }
}
