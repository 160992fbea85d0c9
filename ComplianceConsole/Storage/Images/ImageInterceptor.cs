using ComplianceConsole.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ComplianceConsole.Storage.Images;

/// <summary>Notes the rows that a context writes, as they were read and as they were written.</summary>
internal sealed class ImageInterceptor(ChangedRows changed) : SaveChangesInterceptor
{
    private readonly List<(ImagedTable Table, object Row, Hash256? Before, bool IsGone)> _pending = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Note(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        TakeIn();
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        TakeIn();
        return ValueTask.FromResult(result);
    }

    private void Note(DbContext context)
    {
        _pending.Clear();
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && ImagedTables.Find(entry.Metadata.ClrType) is { } table)
            {
                var before = entry.State == EntityState.Added ? (Hash256?)null : table.OfOriginal(entry);
                _pending.Add((table, entry.Entity, before, entry.State == EntityState.Deleted));
            }
        }
    }

    // Only now: the database gives some rows their number.
    private void TakeIn()
    {
        foreach (var (table, row, before, isGone) in _pending)
        {
            changed.Add(table, table.KeyOf(row), before, isGone ? null : table.Of(row));
        }

        _pending.Clear();
    }
}
