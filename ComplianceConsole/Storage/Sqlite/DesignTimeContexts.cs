using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>Lets the migration tool make the records' context without starting the console.</summary>
public sealed class DesignTimeRecords : IDesignTimeDbContextFactory<SqliteRecordsContext>
{
    public SqliteRecordsContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteRecordsContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>Lets the migration tool make the keyring's context without starting the console.</summary>
public sealed class DesignTimeKeyring : IDesignTimeDbContextFactory<SqliteKeyringContext>
{
    public SqliteKeyringContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteKeyringContext>().UseSqlite("Data Source=:memory:").Options);
}
