using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Terms;

/// <summary>
/// Extends the term for which a copy outside the console is kept; never of a blocked record, which stays as it is until it is released or
/// destroyed. Policy 2.1(7), 6.3.
/// </summary>
public sealed class ExtendCopy(Operation operation)
{
    /// <summary>The input of the last day, as refusals name it.</summary>
    public const string Input = "CopyKeepUntil";

    /// <summary>Extends it.</summary>
    /// <param name="actor">Who extends.</param>
    /// <param name="subject">Whose copy.</param>
    /// <param name="number">Its number.</param>
    /// <param name="until">The new last day; null where none was typed.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    /// <returns>
    /// Done; or <see cref="InvalidInputs"/>, <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/> where only destroying by hand is left,
    /// <see cref="NothingToDo"/> where it was ticked off already, <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<Done>> HandleAsync(Actor actor, SubjectId subject, int number, LocalDate? until, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.KeepCopies,
            "copy.extend",
            async (scope, ct) =>
            {
                if (!NewTerm.Read(Input, until, scope.Now).TryGet(out var last, out var refusal))
                {
                    return refusal;
                }

                if (scope.Find(subject) is not { } row)
                {
                    return new NotFound("Subject");
                }

                if (BlockRules.IsBlocked(row.State))
                {
                    return scope.BlockOf(row);
                }

                if (BlockRules.IsGone(row.State))
                {
                    return new RecordDestroyed(subject) { IsDepersonalised = row.State == SubjectState.Depersonalised };
                }

                var copy = await scope.Db.TangibleCopies.SingleOrDefaultAsync(one => one.SubjectId == row.Id && one.Number == number, ct);
                if (copy is not { DestroyedAt: null })
                {
                    return copy is null ? new NotFound("Copy") : new NothingToDo();
                }

                copy.KeepUntil = last;
                scope.Record(ProcessingAction.Administration, "6.3", subject, new { copy = number, until = last });
                scope.ChangedDuties();
                return default(Done);
            },
            cancellation);
}
