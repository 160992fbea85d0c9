using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Images;

/// <summary>Names the first row, of some, that is not what the ledger last recorded.</summary>
/// <param name="isAsked">Which rows are looked at: few, since all they were is kept in memory.</param>
internal sealed class DifferenceSearch(Func<RecordName, bool> isAsked)
{
    private readonly Dictionary<RecordName, (Hash256? Image, long Entry)> _recorded = [];
    private readonly List<RecordDifference> _found = [];

    /// <summary>The first by number.</summary>
    public RecordDifference? Find(SqliteConnection connection, CancellationToken cancellation)
    {
        ReadEntries(connection, cancellation);
        foreach (var table in ImagedTables.All)
        {
            ReadRows(connection, table, cancellation);
        }

        _found.AddRange(
            _recorded
                .Where(row => row.Value.Image is not null)
                .Select(row => new RecordDifference(row.Key, DifferenceKind.Missing, row.Value.Entry)));
        return _found
            .OrderBy(one => one.Name.Number)
            .ThenBy(one => !one.Name.IsSubject)
            .ThenBy(one => one.Name.Table, StringComparer.Ordinal)
            .ThenBy(one => one.Name.Key, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private void ReadEntries(SqliteConnection connection, CancellationToken cancellation)
    {
        using var row = new SqliteStatement(connection, "SELECT Bytes FROM LedgerEntries ORDER BY \"Index\"");
        while (row.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = CanonicalEncoding.Decode(row.Blob(0));
            foreach (var image in entry.Images.Where(LedgerOrigins.IsOfRow))
            {
                var name = new RecordName(image.Table, image.Key);
                if (isAsked(name))
                {
                    Follow(name, image, entry.Index);
                }
            }
        }
    }

    // Whoever tampers with a row before it is changed again is betrayed by the row as that change found it.
    private void Follow(RecordName name, RecordImage image, long entry)
    {
        var last = _recorded.GetValueOrDefault(name, (null, entry));
        if (last.Image != image.Before)
        {
            _found.Add(new RecordDifference(name, last.Image is null ? DifferenceKind.Unknown : DifferenceKind.Changed, last.Entry));
        }

        _recorded[name] = (image.After, entry);
    }

    private void ReadRows(SqliteConnection connection, ImagedTable table, CancellationToken cancellation)
    {
        using var row = new SqliteStatement(connection, table.Select);
        while (row.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            var name = new RecordName(table.Name, table.KeyOf(row));
            if (!isAsked(name))
            {
                continue;
            }

            if (!_recorded.Remove(name, out var last) || last.Image is not { } image)
            {
                _found.Add(new RecordDifference(name, DifferenceKind.Unknown, Entry: null));
            }
            else if (image != table.Of(row))
            {
                _found.Add(new RecordDifference(name, DifferenceKind.Changed, last.Entry));
            }
        }
    }
}
