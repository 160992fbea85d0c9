using ComplianceConsole.Components;
using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Storage.Registers;

namespace ComplianceConsole.Features.Registers.SetUp;

/// <summary>Closes every page but the set-up itself until the organisation has been entered.</summary>
public sealed class SetUpGate(RegisterReader registers) : IPageGate
{
    public Type Component => typeof(SetUpNotice);

    public async ValueTask<bool> ClosesAsync(string path, CancellationToken cancellation) =>
        !string.Equals(path, Links.SetUp, StringComparison.Ordinal)
        && (await registers.GetAsync(cancellation)).Organisation is null;
}
