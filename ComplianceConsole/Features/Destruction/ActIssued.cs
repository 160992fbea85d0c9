using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Destruction;

/// <summary>
/// Gives the act its number and keeps in whose name it is issued and which copies of the keyring confirmed, in the transaction that says
/// "destroyed"; proposals and holds of the subject go with the data. Policy 2.1(10).
/// </summary>
public sealed class ActIssued(IEnumerable<ILiveKeyring> copies) : ISubjectDestroyed
{
    public async Task DestroyedAsync(OperationScope scope, DestructionRow destruction, CancellationToken cancellation)
    {
        var today = AlmatyZone.DayOf(scope.Now);

        // One that was destroyed before, and brought back by a backup, has the number and the names that stand on paper.
        if (destruction.ActSerial is null)
        {
            // The write lock is held from the beginning of the transaction, so that two acts cannot read the same maximum.
            var last = await scope.Db.Destructions.Where(row => row.ActYear == today.Year).MaxAsync(row => row.ActSerial, cancellation);
            (destruction.ActYear, destruction.ActSerial) = (today.Year, (last ?? 0) + 1);
        }

        if (destruction.ActFacts is null)
        {
            await NoteAsync(scope, destruction, today, cancellation);
        }

        scope.Db.DestructionProposals.RemoveRange(
            await scope.Db.DestructionProposals.Where(row => row.SubjectId == destruction.SubjectId).ToListAsync(cancellation));
        scope.Db.LegalHolds.RemoveRange(
            await scope.Db.LegalHolds.Where(row => row.SubjectId == destruction.SubjectId).ToListAsync(cancellation));
    }

    private async Task NoteAsync(OperationScope scope, DestructionRow destruction, LocalDate today, CancellationToken cancellation)
    {
        var organisation = await scope.Db.Organisations.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var responsible = (await scope.Db.Appointments.AsNoTracking().ToListAsync(cancellation))
            .Where(row => row.From <= today && (row.Until is null || row.Until >= today))
            .MaxBy(row => row.From);
        destruction.Note(
            new ActFacts
            {
                Organisation = organisation?.Name,
                Address = organisation?.Address,
                Bin = organisation?.Bin,
                Responsible = responsible?.Name,
                Posts = responsible?.PostInAll(),
                Copies = [.. CopyNames.Short(copies.Select(copy => copy.Name))],
            });
    }
}
