using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Destruction.Copies;

/// <summary>
/// Keeps the register of copies outside the console. It says where paper and media lie and nothing the person said of themselves, so that a copy
/// of a blocked or destroyed record can still be noted when it is found, and destroyed by hand. What is written outlives the data, and so may name
/// nobody: while the data is held every text is compared with it. Policy 2.1(10), 6.3.
/// </summary>
public sealed class KeepCopies(Operation operation)
{
    /// <summary>Notes a copy.</summary>
    /// <returns>Its number within the subject; or <see cref="InvalidInputs"/>, <see cref="NotFound"/>.</returns>
    public Task<Result<int>> NoteAsync(Actor actor, SubjectId subject, CopyForm form, CancellationToken cancellation) =>
        operation.ChangeAsync<int>(
            actor,
            Right.KeepCopies,
            "copy.note",
            async (scope, ct) =>
            {
                var row = scope.Find(subject);
                var words = row is null ? null : await scope.WordsOfAsync(row, ct);
                if (!form.Read(words).TryGet(out var details, out var refusal))
                {
                    return refusal;
                }

                if (row is null)
                {
                    return new NotFound("Subject");
                }

                var last = await scope.Db.TangibleCopies.Where(copy => copy.SubjectId == row.Id).MaxAsync(copy => (int?)copy.Number, ct);
                var number = (last ?? 0) + 1;
                scope.Db.TangibleCopies.Add(
                    new TangibleCopyRow
                    {
                        SubjectId = row.Id,
                        Number = number,
                        Kind = form.Kind!.Value,
                        Details = scope.SealCopy(row.Id, number, details),
                        KeepUntil = form.KeepUntil,
                        NotedAt = scope.Now,
                        NotedById = scope.Actor.Id,
                        NotedByName = scope.Actor.Name,
                    });
                Record(scope, subject);
                return number;
            },
            cancellation);

    /// <summary>Writes anew what a copy is and where it lies; what stood there is gone.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="subject">Whose copy.</param>
    /// <param name="number">Its number.</param>
    /// <param name="form">The new text; carrier and term stay as they are.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    /// <returns>Done; or <see cref="InvalidInputs"/>, <see cref="NothingToDo"/> where the copy is ticked off, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> RewriteAsync(Actor actor, SubjectId subject, int number, CopyForm form, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.KeepCopies,
            "copy.rewrite",
            async (scope, ct) =>
            {
                var copy = await scope.Db.TangibleCopies.SingleOrDefaultAsync(one => one.SubjectId == subject.Number && one.Number == number, ct);
                if (copy is null || scope.Find(subject) is not { } row)
                {
                    return new NotFound("Copy");
                }

                if (copy.DestroyedAt is not null)
                {
                    return new NothingToDo();
                }

                if (!form.ReadDetails(await scope.WordsOfAsync(row, ct)).TryGet(out var details, out var refusal))
                {
                    return refusal;
                }

                copy.Details = scope.SealCopy(row.Id, number, details);
                Record(scope, subject);
                return default(Done);
            },
            cancellation);

    /// <summary>Ticks a copy off as destroyed by hand; where it lay is forgotten then.</summary>
    /// <param name="actor">Who destroyed it or answers for it.</param>
    /// <param name="subject">Whose copy.</param>
    /// <param name="number">Its number.</param>
    /// <param name="disposal">How; null where nothing was chosen.</param>
    /// <param name="cancellation">Ends it before the commit.</param>
    /// <returns>Done; or <see cref="InvalidInput"/>, <see cref="NothingToDo"/> where it was ticked off already, <see cref="NotFound"/>.</returns>
    public Task<Result<Done>> TickOffAsync(
        Actor actor, SubjectId subject, int number, CopyDisposal? disposal, CancellationToken cancellation) =>
        operation.ChangeAsync<Done>(
            actor,
            Right.KeepCopies,
            "copy.destroy",
            async (scope, ct) =>
            {
                if (disposal is not { } how || !Enum.IsDefined(how))
                {
                    return new InvalidInput("CopyDisposal", "Choose");
                }

                var copy = await scope.Db.TangibleCopies.SingleOrDefaultAsync(row => row.SubjectId == subject.Number && row.Number == number, ct);
                if (copy is null)
                {
                    return new NotFound("Copy");
                }

                if (copy.DestroyedAt is not null)
                {
                    return new NothingToDo();
                }

                (copy.DestroyedAt, copy.Disposal) = (scope.Now, how);
                (copy.DestroyedById, copy.DestroyedByName) = (scope.Actor.Id, scope.Actor.Name);
                copy.Details = null;
                Record(scope, subject, ProcessingAction.Destruction);
                return default(Done);
            },
            cancellation);

    // Without details: the subject's key may be gone, and the row says the rest.
    private static void Record(OperationScope scope, SubjectId subject, ProcessingAction action = ProcessingAction.Administration)
    {
        scope.Record(action, "6.3", subject);
        scope.ChangedDuties();
    }
}
