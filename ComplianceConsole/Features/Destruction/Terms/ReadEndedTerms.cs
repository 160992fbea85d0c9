using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction.Terms;

/// <summary>A term that somebody set and that has run out: of a reason to keep data, or of a copy outside the console. It names nobody.</summary>
/// <param name="Subject">Whose data.</param>
/// <param name="Number">The number of the reason or the copy within the subject.</param>
/// <param name="Until">The last day.</param>
/// <param name="Hold">Why the data was to be kept; null for a copy. Law 8(2).</param>
/// <param name="Copy">What carries the copy; null for a reason to keep. Policy 6.3.</param>
public sealed record EndedTerm(SubjectId Subject, int Number, LocalDate Until, HoldKind? Hold, CopyKind? Copy);

/// <summary>The terms that have run out.</summary>
/// <param name="Terms">The first of them, the longest over first.</param>
/// <param name="Count">How many there are, shown or not.</param>
public sealed record EndedTerms(IReadOnlyList<EndedTerm> Terms, int Count);

/// <summary>
/// Reads which reasons to keep data and which copies outside the console have passed their last day. Nothing ends by itself: a person lifts,
/// destroys by hand or extends. Policy 6.3, Law 8(2).
/// </summary>
public sealed class ReadEndedTerms(Operation operation)
{
    /// <summary>Reads them.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<Result<EndedTerms>> HandleAsync(Actor actor, int most, CancellationToken cancellation) =>
        operation.ReadAsync<EndedTerms>(
            actor,
            Right.DestroySubject,
            "terms.ended",
            async (scope, ct) =>
            {
                scope.Record(ProcessingAction.Administration, "6.3");
                var today = AlmatyZone.DayOf(scope.Now);
                var length = Math.Clamp(most, 1, 1_000);
                var holds = scope.Db.LegalHolds.AsNoTracking().Where(row => row.LiftedAt == null && row.Until < today);
                var copies = scope.Db.TangibleCopies.AsNoTracking().Where(row => row.DestroyedAt == null && row.KeepUntil < today);
                var ended = (await holds.OrderBy(row => row.Until).Take(length).ToListAsync(ct))
                    .Select(row => new EndedTerm(new SubjectId(row.SubjectId), row.Number, row.Until!.Value, row.Kind, Copy: null))
                    .Concat((await copies.OrderBy(row => row.KeepUntil).Take(length).ToListAsync(ct))
                        .Select(row => new EndedTerm(new SubjectId(row.SubjectId), row.Number, row.KeepUntil!.Value, Hold: null, row.Kind)));
                return new EndedTerms(
                    [.. ended.OrderBy(term => term.Until).ThenBy(term => term.Subject.Number).ThenBy(term => term.Number).Take(length)],
                    await holds.CountAsync(ct) + await copies.CountAsync(ct));
            },
            cancellation);
}
