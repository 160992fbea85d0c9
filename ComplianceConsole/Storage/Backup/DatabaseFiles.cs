using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ComplianceConsole.Storage.Backup;

/// <summary>What a restoration does with files of databases that nobody has open.</summary>
internal static class DatabaseFiles
{
    /// <summary>What lies beside a database while somebody has it open, or after a crash.</summary>
    public static IReadOnlyList<string> Beside { get; } = ["-wal", "-shm", "-journal"];

    /// <summary>Opens one, outside the pool.</summary>
    public static SqliteConnection Open(string file) =>
        SqliteStore.Open(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = SqliteStore.Patience }.ToString());

    /// <summary>Whether there is one with anything in it.</summary>
    public static bool IsThere(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    /// <summary>Whether nobody else has it open; it is without a log then.</summary>
    /// <remarks>Leaving the write-ahead log takes a database that nobody else has open; what was in the log is in the file then.</remarks>
    public static bool TryBeAlone(string file)
    {
        if (!IsThere(file))
        {
            return true;
        }

        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString());
            connection.Open();
            using var leave = connection.CreateCommand();
            leave.CommandText = "PRAGMA journal_mode = DELETE";
            return leave.ExecuteScalar() is "delete";
        }
        catch (SqliteException error) when (error.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return false;
        }
        catch (SqliteException)
        {
            // What is damaged is what a restoration is for.
            return true;
        }
    }

    /// <summary>Whether it is one of records, and whole.</summary>
    public static bool IsOfRecords(string file)
    {
        try
        {
            using var records = Open(file);
            return BackupFolder.HeadOf(records) is not null && BackupFolder.DamageOf(records) is null;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Copies a file into one that is there.</summary>
    public static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var target = new FileStream(to, FileMode.Open, FileAccess.Write);
        source.CopyTo(target, 1 << 20);
    }

    /// <summary>Removes one with what lies beside it.</summary>
    public static void Remove(string file)
    {
        File.Delete(file);
        foreach (var part in Beside)
        {
            File.Delete(file + part);
        }
    }

    /// <summary>Writes it through to the disk.</summary>
    public static void Sync(string file)
    {
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }
}
