using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Today.Arising;

/// <summary>
/// Lets duties arise that nobody has to start: where their trigger is a fact in the records. Run again it does nothing again; it is in
/// the ledger only where it did something. Policy 9.6-9.8.
/// </summary>
public sealed class AriseDuties(
    Operation operation, IDbContextFactory<RecordsContext> contexts, IClock clock, IEnumerable<IDutySource> sources)
{
    private const int Batch = 100;

    /// <summary>Deals with every fact that waits.</summary>
    /// <returns>How many there were; <see cref="NotAllowed"/> for everybody but the console itself.</returns>
    public async Task<Result<int>> HandleAsync(Actor actor, CancellationToken cancellation)
    {
        var arisen = 0;
        foreach (var source in sources)
        {
            if (!(await AriseAllAsync(actor, source, cancellation)).TryGet(out var count, out var refusal))
            {
                return refusal;
            }

            arisen += count;
        }

        return arisen;
    }

    private async Task<Result<int>> AriseAllAsync(Actor actor, IDutySource source, CancellationToken cancellation)
    {
        var arisen = 0;
        var after = long.MinValue;
        while (true)
        {
            // Asked without the write lock, since most of the time nothing waits; who may not is refused by the use case itself.
            var waiting = actor.May(Right.Maintain) ? await WaitingAsync(source, after, cancellation) : [after];
            if (waiting.Count == 0)
            {
                return arisen;
            }

            if ((await AriseAsync(actor, source, waiting, cancellation)).TryGet(out var count, out var refusal))
            {
                arisen += count;
            }
            else if (refusal is not NothingToDo)
            {
                return refusal;
            }

            after = waiting[^1];
        }
    }

    private async Task<List<long>> WaitingAsync(IDutySource source, long after, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await source.Waiting(db, clock.GetCurrentInstant()).Where(number => number > after).Take(Batch).ToListAsync(cancellation);
    }

    private Task<Result<int>> AriseAsync(Actor actor, IDutySource source, IReadOnlyList<long> found, CancellationToken cancellation) =>
        operation.ChangeAsync<int>(
            actor,
            Right.Maintain,
            "duties.arise",
            async (scope, token) =>
            {
                // Somebody else may have been quicker since it was asked.
                var waiting = await source.Waiting(scope.Db, scope.Now).Where(number => found.Contains(number)).ToListAsync(token);
                var count = waiting.Count == 0 ? 0 : await source.AriseAsync(scope, waiting, token);
                return count == 0 ? new NothingToDo() : count;
            },
            cancellation);
}
