using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain.Access;

namespace ComplianceConsole.Features.Consents;

/// <summary>Leads from a selection of subjects to the page of achieved purposes. Policy 9.7.</summary>
internal sealed class AchievedSelectionAction : ISelectionAction
{
    public Right Right => Right.ChangeConsents;

    public Type Component => typeof(AchievedSelectionLink);
}
