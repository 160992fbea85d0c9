using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>The first step of a destruction, inside the use case that decides it.</summary>
public static class ScopeDestruction
{
    /// <summary>
    /// Decides the destruction of a subject's data: from the commit on nothing but destroying can be done with it, and what is begun is brought
    /// to its end by <see cref="Destructions"/> whatever happens. A block that stood is released for destruction alone. Policy 2.1(7), 9.8.
    /// </summary>
    /// <param name="scope">The use case, the responsible person's.</param>
    /// <param name="row">The subject as <see cref="OperationScope.Find(SubjectId)"/> gave it: active or blocked.</param>
    /// <param name="order">Why.</param>
    /// <exception cref="InvalidOperationException">Nothing is held any more, or it is being destroyed already.</exception>
    public static DestructionRow BeginDestruction(this OperationScope scope, SubjectRow row, DestructionOrder order)
    {
        if (row.State is not (SubjectState.Active or SubjectState.Blocked))
        {
            throw new InvalidOperationException("Only what is held can be destroyed, and once.");
        }

        if (row.State == SubjectState.Active)
        {
            (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Blocked, scope.Now, scope.Actor.Id);
            scope.WriteBlock(row, BlockEventKind.Blocked);
        }

        row.State = SubjectState.ReleasedForDestruction;
        scope.WriteBlock(row, BlockEventKind.ReleasedForDestruction);
        var destruction = new DestructionRow
        {
            SubjectId = row.Id,
            DecidedAt = scope.Now,
            ActorId = scope.Actor.Id,
            ActorName = scope.Actor.Name,
            Clause = order.Clause,
            RequestId = order.RequestId,
            DutyId = order.DutyId,
        };
        scope.Db.Destructions.Add(destruction);

        // Without details: they would go with the key, and clause, request and actor stand in the entry itself.
        scope.Record(ProcessingAction.Blocking, order.Clause, new SubjectId(row.Id), requestId: order.RequestId);
        return destruction;
    }
}
