using System.Globalization;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Session;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Consents;

/// <summary>What the pages that change a subject's consents share.</summary>
public abstract class ConsentChangePage : SubjectFormPage<ConsentStart>
{
    [Inject]
    public required IStringLocalizer<ConsentsText> Text { get; init; }

    [Inject]
    public required StartConsentChange Starting { get; init; }

    [Inject]
    public required RegisterReader Registers { get; init; }

    [Inject]
    public required ChangeFeed Feed { get; init; }

    /// <summary>The subject's number, as it stands in the address.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    protected IReadOnlyList<Purpose> Purposes { get; private set; } = [];

    /// <summary>What the record is opened for.</summary>
    protected abstract Use Use { get; }

    /// <summary>When it was received or happened, as the input holds it; the present minute at first.</summary>
    protected string? Moment { get; set; } = "";

    protected override string? NumberText => Number;

    protected override Right Right => Right.ChangeConsents;

    protected override void OnInitialized()
    {
        if (!Use.IsLegalHandling)
        {
            Attach(Feed.SubscribeStates(() => Subject, FollowState));
        }
    }

    protected override Task<Result<ConsentStart>> BeginAsync(Actor actor, CancellationToken cancellation) =>
        Starting.HandleAsync(actor, Subject, Use, cancellation);

    protected override async Task StartedAsync(ConsentStart start)
    {
        Purposes = (await Registers.GetAsync(Gone)).Purposes;
        Moment = LocalMoment.Write(start.Now);
    }

    /// <summary>A purpose with its title.</summary>
    protected string PurposeOf(string code) =>
        Purposes.FirstOrDefault(purpose => string.Equals(purpose.Code, code, StringComparison.Ordinal)) is { } purpose
            ? $"{code} {purpose.Title.In(CultureInfo.CurrentUICulture)}"
            : code;

    /// <summary>The ways a document comes in.</summary>
    protected static IReadOnlyList<Choice> Channels => [.. Enum.GetValues<Channel>().Select(channel => new Choice(channel.ToString(), EnumText.Of(channel)))];
}
