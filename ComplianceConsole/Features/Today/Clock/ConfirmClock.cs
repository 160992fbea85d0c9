using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;

namespace ComplianceConsole.Features.Today.Clock;

/// <summary>The responsible person says that the computer's clock is right, although the last entry of the ledger makes it doubtful: days are counted by it again.</summary>
public sealed class ConfirmClock(Operation operation, LedgerClock watched)
{
    /// <summary>Confirms it; the ledger says who did.</summary>
    /// <param name="actor">Who says so; the right is <see cref="Right.DestroySubject"/>, since by its days data is destroyed.</param>
    /// <param name="cancellation">Ends it before it is recorded.</param>
    /// <returns>Done; <see cref="NothingToDo"/> where the clock is not doubtful, <see cref="NotAllowed"/>.</returns>
    public async Task<Result<Done>> HandleAsync(Actor actor, CancellationToken cancellation)
    {
        var recorded = await operation.ChangeAsync<Done>(
            actor,
            Right.DestroySubject,
            LedgerClock.Confirmed,
            scope =>
            {
                if (watched.Question is not { } question)
                {
                    return new NothingToDo();
                }

                scope.Record(
                    ProcessingAction.Administration,
                    "7.1",
                    details: new { doubt = question.Doubt, clock = question.Clock.ToUnixTimeTicks(), last = question.Last.ToUnixTimeTicks() });
                return default(Done);
            },
            cancellation);
        if (recorded.IsDone)
        {
            watched.Settle();
        }

        return recorded;
    }
}
