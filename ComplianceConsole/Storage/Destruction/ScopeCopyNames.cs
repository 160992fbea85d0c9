using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage.Destruction;

/// <summary>
/// Compares what people write of copies outside the console with what is held of the person: nobody at the console is shown it, so that who may
/// not read a blocked record may still note where its paper lies. Policy 6.3.
/// </summary>
public static class ScopeCopyNames
{
    /// <summary>
    /// The words that name a person, now and before its corrections; null where nothing is held any more, so that nothing can be compared.
    /// </summary>
    public static async Task<PersonWords?> WordsOfAsync(this OperationScope scope, SubjectRow row, CancellationToken cancellation)
    {
        if (BlockRules.IsGone(row.State) || row.State == SubjectState.ReleasedForDestruction)
        {
            return null;
        }

        var words = new PersonWords();
        var held = scope.HeldOf(row);
        foreach (var code in FieldCode.All)
        {
            words.Add(code, held[code]);
        }

        var changes = await scope.Db.ProfileChanges.AsNoTracking()
            .Where(change => change.SubjectId == row.Id)
            .Select(change => new { change.Sequence, change.Details })
            .ToListAsync(cancellation);
        foreach (var change in changes)
        {
            var place = Places.Of<ProfileChangeRow>(row.Id, change.Sequence, nameof(ProfileChangeRow.Details));
            var opened = VaultJson.Read<ProfileChange>(
                Cipher.Open(scope.Cipher(KeyHolder.Subject, row.Id), KeyHolder.Subject, row.Id, place, change.Details));
            foreach (var field in opened.Changes)
            {
                words.Add(field.Field, field.Old);
            }
        }

        return words;
    }

    /// <summary>The copies that are not destroyed and whose text names the person.</summary>
    /// <param name="scope">The use case.</param>
    /// <param name="rows">Whose; those of whom nothing is held are left out.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>By the number of the subject, the numbers of its copies; none for whom there are none.</returns>
    public static async Task<IReadOnlyDictionary<long, IReadOnlyList<int>>> NamingCopiesAsync(
        this OperationScope scope, IReadOnlyCollection<SubjectRow> rows, CancellationToken cancellation)
    {
        long[] ids = [.. rows.Select(row => row.Id)];
        var copies = await scope.Db.TangibleCopies.AsNoTracking()
            .Where(copy => ids.Contains(copy.SubjectId) && copy.DestroyedAt == null)
            .OrderBy(copy => copy.Number)
            .ToListAsync(cancellation);
        var naming = new Dictionary<long, IReadOnlyList<int>>();
        foreach (var own in copies.GroupBy(copy => copy.SubjectId))
        {
            if (await scope.WordsOfAsync(rows.First(row => row.Id == own.Key), cancellation) is { } words
                && own.Where(copy => scope.OpenCopy(copy) is { } details && words.AreIn(details)).Select(copy => copy.Number).ToList() is { Count: > 0 } found)
            {
                naming[own.Key] = found;
            }
        }

        return naming;
    }
}
