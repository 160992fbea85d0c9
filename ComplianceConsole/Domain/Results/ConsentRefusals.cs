using ComplianceConsole.Domain.Requests;

namespace ComplianceConsole.Domain.Results;

/// <summary>No consent stands for what is asked, so that there is nothing to withdraw. Policy 4.5.</summary>
public sealed record NothingToWithdraw : Refusal;

/// <summary>An unfulfilled obligation or a legal duty to keep stands against the withdrawal; it is answered with a reasoned refusal. Law 8(2).</summary>
/// <param name="Ground">Which of the two.</param>
public sealed record WithdrawalHindered(RefusalGround Ground) : Refusal
{
    public override IReadOnlyList<object> Arguments => [Ground];
}

/// <summary>Nothing that can be extended is known of the act: it was never given, or it was withdrawn and has to be given anew. Policy 4.4.</summary>
public sealed record NothingToExtend : Refusal;
