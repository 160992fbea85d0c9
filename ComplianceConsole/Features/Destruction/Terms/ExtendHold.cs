using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Terms;

/// <summary>
/// Extends a reason to keep data: what stood is lifted and the same reason set anew with its new last day, so that what was known before stays
/// in the history, and so that it can be done while the record is blocked. Law 8(2).
/// </summary>
public sealed class ExtendHold(Operation operation)
{
    /// <summary>The input of the last day, as refusals name it.</summary>
    public const string Input = "HoldUntil";

    /// <summary>Extends it.</summary>
    /// <param name="actor">Who extends.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="number">The number of the reason within the subject.</param>
    /// <param name="until">The new last day; null where none was typed.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    /// <returns>
    /// The number it has now; or <see cref="InvalidInputs"/>, <see cref="NothingToDo"/> where it was lifted already, <see cref="RecordDestroyed"/>,
    /// <see cref="DestructionUnderWay"/>, <see cref="NotFound"/>.
    /// </returns>
    public Task<Result<int>> HandleAsync(Actor actor, SubjectId subject, int number, LocalDate? until, CancellationToken cancellation) =>
        operation.ChangeAsync<int>(
            actor,
            Right.DestroySubject,
            "hold.extend",
            async (scope, ct) =>
            {
                if (!DestructionCase.Find(scope, subject).TryGet(out var row, out var refusal)
                    || !NewTerm.Read(Input, until, scope.Now).TryGet(out var last, out refusal))
                {
                    return refusal;
                }

                var holds = await scope.Db.LegalHolds.Where(one => one.SubjectId == row.Id).ToListAsync(ct);
                var hold = holds.Find(one => one.Number == number);
                if (hold is not { LiftedAt: null })
                {
                    return hold is null ? new NotFound("Hold") : new NothingToDo();
                }

                (hold.LiftedAt, hold.LiftedById, hold.LiftedByName) = (scope.Now, scope.Actor.Id, scope.Actor.Name);
                var next = holds.Max(one => one.Number) + 1;
                scope.Db.LegalHolds.Add(
                    new LegalHoldRow
                    {
                        SubjectId = row.Id,
                        Number = next,
                        Kind = hold.Kind,
                        Basis = scope.SealBasis(row.Id, next, scope.OpenBasis(hold)),
                        Until = last,
                        SetAt = scope.Now,
                        SetById = scope.Actor.Id,
                        SetByName = scope.Actor.Name,
                    });
                scope.Record(ProcessingAction.Administration, "4.5", subject, new { hold = number, then = next, until = last });
                scope.ChangedDuties();
                return next;
            },
            cancellation);
}
