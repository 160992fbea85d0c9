using System.Globalization;
using System.Text.Json;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Storage.Backup;

/// <summary>A backup: a copy of the records and, readable, of what moment and of which ledger it is.</summary>
/// <param name="Path">Its folder.</param>
public sealed record BackupFolder(string Path)
{
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true };

    /// <summary>The copy of the records.</summary>
    public string Records => System.IO.Path.Combine(Path, "console.db");

    /// <summary>What is said of it.</summary>
    public string Note => System.IO.Path.Combine(Path, "backup.json");

    /// <summary>How a copy is opened that nobody is to change.</summary>
    internal static string ReadOnly(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = SqliteStore.Patience }.ToString();

    /// <summary>Writes what is said of it.</summary>
    public void WriteNote(Instant takenAt, LedgerHead head)
    {
        var note = new SortedDictionary<string, object>(StringComparer.Ordinal)
        {
            ["ledgerEntries"] = head.Size,
            ["ledgerRoot"] = head.Root.ToString(),
            ["takenAt"] = InstantPattern.General.Format(takenAt),
            ["version"] = typeof(BackupFolder).Assembly.GetName().Version?.ToString() ?? "",
        };
        OwnerOnly.WriteNew(Note, JsonSerializer.Serialize(note, s_readable) + "\n");
    }

    /// <summary>When it was taken, as its note says; null where there is none.</summary>
    public Instant? TakenAt()
    {
        try
        {
            using var note = JsonDocument.Parse(File.ReadAllText(Note));
            return note.RootElement.TryGetProperty("takenAt", out var at) && InstantPattern.General.Parse(at.GetString() ?? "") is { Success: true } parsed
                ? parsed.Value
                : null;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The head of a ledger in a file of records; null where there is none.</summary>
    /// <exception cref="SqliteException">The file is none of records.</exception>
    internal static LedgerHead? HeadOf(SqliteConnection records)
    {
        using var row = new SqliteStatement(records, "SELECT Size, Root, Tag FROM LedgerHeads WHERE Id = 1");
        return row.Step() && row.Blob(1).Length == Hash256.Length && row.Blob(2).Length == Hash256.Length
            ? new LedgerHead(row.Number(0), new Hash256(row.Blob(1)), new Hash256(row.Blob(2)))
            : null;
    }

    /// <summary>What SQLite finds wrong with a file; null where it finds nothing.</summary>
    internal static string? DamageOf(SqliteConnection records)
    {
        using var check = new SqliteStatement(records, "PRAGMA quick_check(1)");
        return check.Step() && string.Equals(check.Text(0), "ok", StringComparison.Ordinal) ? null : check.Text(0);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}");
}
