using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Resources;
using Microsoft.Extensions.Localization;

namespace ComplianceConsole.Features.Consents;

/// <summary>The tab of consents on a subject's page. Policy 4.3.</summary>
public sealed class ConsentsTabEntry(IStringLocalizer<ConsentsText> text) : ISubjectTab
{
    public string Key => "consents";

    public string Label => text["Tab_Consents"];

    public Right Right => Right.ReadSubject;

    public int Order => 20;

    public Type Component => typeof(ConsentsTab);
}
