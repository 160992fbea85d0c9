using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Storage.Requests;

/// <summary>
/// How a use case carries a request on inside its operation: finds it, makes sure that the step is open and that nobody took one since
/// the page was drawn, and takes it.
/// </summary>
public static class RequestSteps
{
    /// <summary>A request by its number, with steps and duties.</summary>
    public static async Task<Result<RequestRow>> FindRequestAsync(
        this OperationScope scope, RequestNumber number, CancellationToken cancellation)
    {
        var row = await scope.Db.Requests
            .Include(request => request.Steps)
            .Include(request => request.Duties)
            .AsSplitQuery()
            .SingleOrDefaultAsync(request => request.Year == number.Year && request.Serial == number.Serial, cancellation);
        return row is null ? new NotFound("Request") : row;
    }

    /// <summary>The same, for a step: refused where the step is not open, or where the request went on since it was shown.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="number">The request.</param>
    /// <param name="version">The version that was shown when the step was chosen.</param>
    /// <param name="step">The step.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Result<RequestRow>> FindRequestAsync(
        this OperationScope scope, RequestNumber number, int version, RequestStep step, CancellationToken cancellation)
    {
        if (!(await scope.FindRequestAsync(number, cancellation)).TryGet(out var row, out var refusal))
        {
            return refusal;
        }

        return !RequestFlow.IsOpenFor(step, row.Kind, row.Stage) ? new StepNotOpen(step.ToString())
            : row.Version != version ? new ChangedMeanwhile("Request")
            : row;
    }

    /// <summary>Takes a step: who, when, with a note sealed under the request's key.</summary>
    public static void Take(this OperationScope scope, RequestRow row, RequestStep step, string? note = null)
    {
        var sequence = row.Steps.Count == 0 ? 0 : row.Steps.Max(taken => taken.Sequence) + 1;
        row.Stage = RequestFlow.StageAfter(step);
        row.ClosedAt = RequestFlow.IsOpen(row.Stage) ? null : scope.Now;
        row.Steps.Add(
            new RequestStepRow
            {
                RequestId = row.Id,
                Sequence = sequence,
                Stage = row.Stage,
                At = scope.Now,
                ActorId = scope.Actor.Id,
                ActorName = scope.Actor.Name,
                Note = string.IsNullOrEmpty(note) ? null : scope.OpenRequest(row.Id).SealNote(sequence, note),
            });
        scope.Changed(row);
    }

    /// <summary>Ends what a request's duties owe at the instant it was done, which alone decides whether it was on time.</summary>
    public static void EndDuties(this RequestRow row, Instant at)
    {
        foreach (var duty in row.Duties.Where(duty => duty.EndedAt is null))
        {
            duty.EndedAt = at;
        }
    }

    /// <summary>The number under which people know a request.</summary>
    public static RequestNumber NumberOf(this RequestRow row) => new(row.Year, row.Serial);

    /// <summary>
    /// Checks the instant at which something was done outside the console: not later than now, and not before the minute of what it
    /// answers, since people write minutes.
    /// </summary>
    /// <returns>What to mend; null where nothing.</returns>
    public static InvalidInput? CheckDoneAt(this OperationScope scope, string input, Instant doneAt, Instant notBefore) =>
        doneAt > scope.Now ? new InvalidInput(input, "InFuture")
        : doneAt < StartOfMinute(notBefore) ? new InvalidInput(input, "TooEarly", notBefore)
        : null;

    private static Instant StartOfMinute(Instant instant) =>
        Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds() / NodaConstants.SecondsPerMinute * NodaConstants.SecondsPerMinute);
}
