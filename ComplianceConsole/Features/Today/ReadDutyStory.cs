using ComplianceConsole.Components.Contributions;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Duties;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Today;

/// <summary>
/// Why a date is this date, beside the counting: the clause in the words of the policy version the clock runs under, and each move by a
/// change of the calendar. Nothing of it concerns a subject, so that only a refusal is recorded. Policy 9, 10.
/// </summary>
public sealed class ReadDutyStory(Operation operation, RegisterReader registers, IDbContextFactory<RecordsContext> contexts) : IDutyStories
{
    public async Task<Result<DutyStory>> ReadAsync(Actor actor, long duty, CancellationToken cancellation)
    {
        if (!actor.May(Right.SeeToday))
        {
            return await operation.ReadAsync<DutyStory>(actor, Right.SeeToday, "duty.story", (_, _) => throw new InvalidOperationException(), cancellation);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Duties.AsNoTracking().SingleOrDefaultAsync(one => one.Id == duty, cancellation);
        if (row is null)
        {
            return new NotFound("Duty");
        }

        var snapshot = await registers.GetAsync(cancellation);
        var version = row.PolicyVersion ?? snapshot.Duties.At(row.TriggerAt)?.Version;
        var text = version is null ? null : await registers.PolicyTextAsync(version, cancellation);
        var clauses = row.ToDuty(snapshot.Calendar).Rule.Clauses;
        var moves = await db.DutyMoves.AsNoTracking()
            .Where(move => move.DutyId == duty)
            .OrderBy(move => move.Id)
            .Select(move => new DutyMove(move.At, move.ActorName, move.Year, move.OldDueDay, move.NewDueDay))
            .ToListAsync(cancellation);
        return new DutyStory(version, text is null ? [] : [.. clauses.Select(clause => WordsOf(text, clause)).OfType<ClauseWords>()], moves);
    }

    private static ClauseWords? WordsOf(LocalText text, string clause) =>
        PolicyClauses.Find(text.En, clause) is { } en && PolicyClauses.Find(text.Ru, clause) is { } ru && PolicyClauses.Find(text.Kk, clause) is { } kk
            ? new ClauseWords(clause, new LocalText(en, ru, kk))
            : null;
}
