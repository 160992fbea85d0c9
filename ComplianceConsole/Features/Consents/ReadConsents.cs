using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Consents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Registers;
using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Consents;

/// <summary>A subject's consents: what happened, and when there was none. Policy 4.3-4.5.</summary>
/// <param name="State">How the consent of registration stands.</param>
/// <param name="Events">Every event, oldest first; the proof empty where the reader's role does not see it.</param>
/// <param name="Gaps">The stretches without consent, oldest first.</param>
/// <param name="Purposes">Titles of the purposes that the events name.</param>
/// <param name="ShowsProof">Whether the reader is shown the proof.</param>
public sealed record ConsentsView(
    ConsentState State,
    IReadOnlyList<ConsentEvent> Events,
    IReadOnlyList<ConsentGap> Gaps,
    IReadOnlyList<Purpose> Purposes,
    bool ShowsProof);

/// <summary>Reads the history of a subject's consents. Policy 4.3.</summary>
public sealed class ReadConsents(Operation operation, RegisterReader registers)
{
    /// <summary>The history.</summary>
    /// <returns>It; or <see cref="RecordBlocked"/>, <see cref="RecordDestroyed"/>, <see cref="NotFound"/>.</returns>
    public async Task<Result<ConsentsView>> HandleAsync(Actor actor, SubjectId subject, CancellationToken cancellation)
    {
        var snapshot = await registers.GetAsync(cancellation);
        return await operation.ReadAsync<ConsentsView>(
            actor,
            Right.ReadSubject,
            "subject.consents",
            async (scope, token) =>
            {
                if (!(await scope.OpenAsync(subject, Uses.Read, token)).TryGet(out var record, out var refusal))
                {
                    return refusal;
                }

                var showsProof = record.Clearance == Clearance.Full;
                var rows = await scope.Db.ConsentEvents.AsNoTracking()
                    .Where(row => row.SubjectId == subject.Number)
                    .OrderBy(row => row.At)
                    .ThenBy(row => row.Sequence)
                    .ToListAsync(token);
                var events = rows
                    .Select(row => row.ToEvent(
                        showsProof ? record.Open<ConsentEventRow, string>(row.Sequence, nameof(ConsentEventRow.Proof), row.Proof) : ""))
                    .ToList();
                return new ConsentsView(
                    record.Row.ConsentState,
                    events,
                    ConsentHistory.GapsOf(events),
                    snapshot.Purposes,
                    showsProof);
            },
            cancellation);
    }
}
