using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Features.Requests;

/// <summary>Carries out a withdrawal that was granted.</summary>
/// <param name="Number">The request.</param>
/// <param name="Version">The version that was shown.</param>
/// <param name="Purposes">The codes of the purposes it is for; empty for every purpose.</param>
public sealed record FollowWithdrawalCommand(RequestNumber Number, int Version, IReadOnlyList<string> Purposes)
{
    /// <summary>The acts whose consent it is for; empty for every act.</summary>
    public IReadOnlyList<ConsentAct> Acts { get; init; } = [];
}

/// <summary>
/// Withdraws the consent as the request asks: processing for its purposes stops with the commit, which ends the duty to answer; the clock
/// of destruction runs from the receipt, and third parties are told. Policy 4.5, 9.6, 9.7.
/// </summary>
public sealed class FollowWithdrawal(Operation operation)
{
    /// <summary>Takes the step.</summary>
    public Task<Result<Done>> HandleAsync(Actor actor, FollowWithdrawalCommand command, CancellationToken cancellation) =>
        StepTaking.RunAsync(
            operation,
            actor,
            new ChosenStep(command.Number, command.Version, RequestStep.CarryOut, RequestKind.Withdrawal),
            "request.withdraw",
            (scope, row, ct) => WithdrawAsync(scope, row, command, ct),
            cancellation);

    private static async Task<Result<string>> WithdrawAsync(
        OperationScope scope, RequestRow row, FollowWithdrawalCommand command, CancellationToken cancellation)
    {
        if (!(await scope.OpenAsync(new SubjectId(row.SubjectId!.Value), Uses.Withdraw, cancellation)).TryGet(out var record, out var refusal))
        {
            return refusal;
        }

        var withdrawal = new ConsentWithdrawal
        {
            Acts = command.Acts,
            Purposes = command.Purposes,
            Channel = row.Channel,
            At = row.ReceivedAt,
            RequestId = row.Id,
            Proof = command.Number.ToString(),
        };
        var ended = await scope.WithdrawConsentAsync(record, withdrawal, cancellation);

        // Where no consent stands any more, nothing is processed on one: what was asked is so already.
        if (!ended.IsDone && !(ended.Refusal is NothingToWithdraw && withdrawal.IsWhole))
        {
            return ended.Refusal;
        }

        row.Matter(RequestKind.Withdrawal).CarriedOutAt = scope.Now;
        return string.Join(", ", ended.IsDone ? ended.Value.Plan.Lost : []);
    }
}
