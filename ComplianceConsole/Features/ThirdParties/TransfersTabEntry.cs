using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.ThirdParties;

/// <summary>The tab of transfers on a subject's page. Policy 6.2.</summary>
public sealed class TransfersTabEntry(IStringLocalizer<ThirdPartiesText> text) : ISubjectTab
{
    internal const string TabKey = "transfers";

    public string Key => TabKey;

    public string Label => text["Tab"];

    public Right Right => Right.ReadSubject;

    public int Order => 25;

    public Type Component => typeof(TransfersTab);
}
