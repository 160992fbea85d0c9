using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Today;

/// <summary>Who is to hold a request that no clock runs for.</summary>
/// <param name="Request">The request.</param>
/// <param name="From">Identity of who held it when it was shown; null where nobody did.</param>
/// <param name="To">Identity of who is to hold it; null for nobody.</param>
public sealed record AssignRequestCommand(RequestNumber Request, string? From, string? To);

/// <summary>
/// Takes a request that no clock runs for, lets go of it, or gives it to a colleague, as <see cref="AssignDuty"/> does with a duty. Who holds
/// it holds the clocks that start of it later. Policy 7.1.
/// </summary>
public sealed class AssignRequest(Operation operation)
{
    /// <summary>Passes a request on.</summary>
    /// <returns>
    /// Done; <see cref="ChangedMeanwhile"/> where somebody was quicker or a clock runs by now, <see cref="NotAllowed"/> where staff would take
    /// from another or give to another, <see cref="InvalidInput"/> where that colleague cannot hold it, <see cref="NotFound"/> where it is not
    /// open.
    /// </returns>
    public Task<Result<Done>> HandleAsync(Actor actor, AssignRequestCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(actor, Right.AssignDuty, "request.assign", (scope, token) => AssignAsync(scope, command, token), cancellation);

    private static async Task<Result<Done>> AssignAsync(OperationScope scope, AssignRequestCommand command, CancellationToken cancellation)
    {
        var (year, serial) = (command.Request.Year, command.Request.Serial);
        var request = await scope.Db.Requests.SingleOrDefaultAsync(row => row.Year == year && row.Serial == serial, cancellation);
        if (request is null || !RequestFlow.IsOpen(request.Stage))
        {
            return new NotFound("Request");
        }

        if (!string.Equals(request.AssignedTo, command.From, StringComparison.Ordinal)
            || await scope.Db.Duties.AnyAsync(duty => duty.RequestId == request.Id && duty.EndedAt == null, cancellation))
        {
            return new ChangedMeanwhile("Holder");
        }

        if (!Assignment.MayPass(scope.Actor, request.AssignedTo, command.To))
        {
            return new NotAllowed(Right.HandleRequest);
        }

        if (!(await scope.FindHolderAsync(command.To, cancellation)).TryGet(out var holder, out var refusal))
        {
            return refusal;
        }

        (request.AssignedTo, request.AssignedName) = holder.Written();
        scope.ChangedDuties();
        // Of the request, not of the person: it is passed on also after that person's key is destroyed.
        scope.Record(
            ProcessingAction.Administration,
            "7.1",
            subject: null,
            new { from = command.From, to = command.To },
            request.Id);
        return default(Done);
    }
}
