using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Today;

/// <summary>Who is to hold a duty.</summary>
/// <param name="Duty">The duty's number.</param>
/// <param name="From">Identity of who held it when it was shown; null where nobody did.</param>
/// <param name="To">Identity of who is to hold it; null for nobody.</param>
public sealed record AssignDutyCommand(long Duty, string? From, string? To);

/// <summary>Takes a duty, lets go of it, or gives it to a colleague. Policy 7.1.</summary>
public sealed class AssignDuty(Operation operation)
{
    /// <summary>Passes a duty on.</summary>
    /// <returns>
    /// Done; <see cref="ChangedMeanwhile"/> where somebody was quicker, <see cref="NotAllowed"/> where staff would take from another or give
    /// to another, <see cref="InvalidInput"/> where that colleague cannot hold duties, <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<Done>> HandleAsync(Actor actor, AssignDutyCommand command, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(actor, Right.AssignDuty, "duty.assign", (scope, token) => AssignAsync(scope, command, token), cancellation);

    private static async Task<Result<Done>> AssignAsync(OperationScope scope, AssignDutyCommand command, CancellationToken cancellation)
    {
        var duty = await scope.Db.Duties.SingleOrDefaultAsync(row => row.Id == command.Duty && row.EndedAt == null, cancellation);
        if (duty is null)
        {
            return new NotFound("Duty");
        }

        if (!string.Equals(duty.AssignedTo, command.From, StringComparison.Ordinal))
        {
            return new ChangedMeanwhile("Holder");
        }

        if (!Assignment.MayPass(scope.Actor, duty.AssignedTo, command.To))
        {
            return new NotAllowed(Right.HandleRequest);
        }

        if (!(await scope.FindHolderAsync(command.To, cancellation)).TryGet(out var holder, out var refusal))
        {
            return refusal;
        }

        (duty.AssignedTo, duty.AssignedName) = holder.Written();
        await GiveRequestAsync(scope, duty, cancellation);
        scope.ChangedDuties();
        // A request's clock outlives the person's key until its letter has gone, and is passed on until then: sealed under the request's own.
        scope.Record(
            ProcessingAction.Administration,
            duty.Clause,
            duty is { RequestId: null, SubjectId: { } subject } ? new SubjectId(subject) : null,
            new { duty = duty.Id, kind = duty.Kind, from = command.From, to = command.To },
            duty.RequestId);
        return default(Done);
    }

    // Who holds a clock of a request holds what is left of it once the clock has ended.
    private static async Task GiveRequestAsync(OperationScope scope, DutyRow duty, CancellationToken cancellation)
    {
        if (duty.RequestId is { } asked
            && await scope.Db.Requests.SingleOrDefaultAsync(row => row.Id == asked, cancellation) is { } request
            && RequestFlow.IsOpen(request.Stage))
        {
            (request.AssignedTo, request.AssignedName) = (duty.AssignedTo, duty.AssignedName);
        }
    }
}
