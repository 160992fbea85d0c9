using ComplianceConsole.Storage.Rows;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Storage;

/// <summary>The keyring's tables. Their values are read and written by <see cref="Vault.Keyring"/> alone.</summary>
public abstract class KeyringContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<ShelfRow> Shelves => Set<ShelfRow>();
    public DbSet<HolderKeyRow> HolderKeys => Set<HolderKeyRow>();
    public DbSet<HolderCounterRow> Counters => Set<HolderCounterRow>();
    public DbSet<IdentifierRow> Identifiers => Set<IdentifierRow>();
    public DbSet<IdentifierKeyRow> IdentifierKeys => Set<IdentifierKeyRow>();
    public DbSet<SecretRow> Secrets => Set<SecretRow>();
    public DbSet<TombstoneRow> Tombstones => Set<TombstoneRow>();
    public DbSet<RememberedHeadRow> RememberedHeads => Set<RememberedHeadRow>();
    public DbSet<KeyringStateRow> KeyringStates => Set<KeyringStateRow>();
    public DbSet<KnownCopyRow> KnownCopies => Set<KnownCopyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conversions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ShelfRow>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<HolderKeyRow>().HasKey(row => new { row.Kind, row.Id });
        modelBuilder.Entity<HolderCounterRow>().HasKey(row => row.Kind);
        modelBuilder.Entity<HolderCounterRow>().Property(row => row.Kind).ValueGeneratedNever();
        modelBuilder.Entity<IdentifierKeyRow>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<SecretRow>().HasKey(row => row.Name);
        modelBuilder.Entity<TombstoneRow>().HasKey(row => new { row.Kind, row.Id });
        modelBuilder.Entity<TombstoneRow>().HasIndex(row => row.ExternalId).HasFilter("ExternalId IS NOT NULL");
        modelBuilder.Entity<RememberedHeadRow>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<KeyringStateRow>().Property(row => row.Id).ValueGeneratedNever();
        modelBuilder.Entity<KnownCopyRow>().HasKey(row => row.File);
        modelBuilder.Entity<IdentifierRow>(identifier =>
        {
            identifier.HasKey(row => new { row.Kind, row.Hash, row.SubjectId });
            identifier.HasIndex(row => row.SubjectId);

            // An external id and an e-mail belong to one subject, also when two processes reserve them at once.
            identifier
                .HasIndex(row => new { row.Kind, row.Hash })
                .IsUnique()
                .HasFilter("Kind IN (0, 1)");
        });
    }
}

/// <summary>The keyring in a SQLite file of its own.</summary>
public sealed class SqliteKeyringContext(DbContextOptions<SqliteKeyringContext> options) : KeyringContext(options);
