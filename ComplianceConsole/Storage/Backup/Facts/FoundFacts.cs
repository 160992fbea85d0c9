using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Backup.Facts;

/// <summary>
/// The facts that a restoration can put back. What is followed is the row that the ledger vouches for, wherever it was found: an older one, or one
/// that was changed in the copy, is not it. Only where the ledger itself was lost beyond some entry, and the loss accepted, does a copy that goes
/// further stand for itself, by the ledger's key.
/// </summary>
internal sealed class FoundFacts
{
    private readonly Dictionary<RecordName, StoredRow> _rows = [];
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly TailChanges _tail;
    private readonly byte[] _key;

    private FoundFacts(TailChanges tail, byte[] key) => (_tail, _key) = (tail, key);

    /// <summary>The rows, by their names.</summary>
    public IReadOnlyDictionary<RecordName, StoredRow> Rows => _rows;

    /// <summary>How many rows of a file are not as they were shipped; 0 where the file itself could not be read.</summary>
    public IReadOnlyDictionary<string, int> Refused => _refused;

    /// <summary>Finds what the entries behind a backup say was changed.</summary>
    /// <param name="copies">The files of facts in the copies.</param>
    /// <param name="records">Files of records that were replaced.</param>
    /// <param name="key">The ledger's key.</param>
    /// <param name="tail">What the ledger says.</param>
    /// <param name="size">How far the ledger goes.</param>
    public static FoundFacts Read(IEnumerable<string> copies, IEnumerable<string> records, byte[] key, TailChanges tail, long size)
    {
        var found = new FoundFacts(tail, key);
        foreach (var file in records)
        {
            found.Try(file, () => found.ReadRecords(file), isTold: false);
        }

        foreach (var file in copies.Where(File.Exists))
        {
            found.Try(file, () => found.ReadCopy(file, size), isTold: true);
        }

        return found;
    }

    private bool IsVouchedFor(RecordName name, StoredRow row) =>
        _tail.Rows.TryGetValue(name, out var image) && image is not null && FactTables.Find(name.Table)?.Table.Of(row) == image;

    private void ReadCopy(string file, long size)
    {
        using var facts = FactFile.Read(file, _key);
        var goesFurther = facts.State() is { } state && state.Size > size;
        foreach (var (name, row) in facts.Rows())
        {
            if (row is null)
            {
                _refused[file] = _refused.GetValueOrDefault(file) + 1;
            }
            else if (IsVouchedFor(name, row))
            {
                _rows.TryAdd(name, row);
            }
            else if (goesFurther && FactTables.Find(name.Table)?.Table.Of(row) is not null)
            {
                _rows[name] = row;
            }
        }
    }

    private void ReadRecords(string file)
    {
        using var records = new SqliteConnection(BackupFolder.ReadOnly(file));
        records.Open();
        foreach (var names in _tail.Rows.Where(row => row.Value is not null).Select(row => row.Key).GroupBy(name => name.Table, StringComparer.Ordinal))
        {
            if (FactTables.Find(names.Key) is not { } table)
            {
                continue;
            }

            using var select = new SqliteStatement(records, table.SelectOne);
            foreach (var name in names)
            {
                if (FactRows.Find(table, select, name) is { } row && IsVouchedFor(name, row))
                {
                    _rows.TryAdd(name, row);
                }
            }
        }
    }

    private void Try(string file, Action read, bool isTold)
    {
        try
        {
            read();
        }
        catch (SqliteException) when (!isTold)
        {
            // Records that cannot be read are what a restoration is for.
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            _refused.TryAdd(file, 0);
        }
    }
}
