using System.Runtime.InteropServices;
using ComplianceConsole.Ledger;

namespace ComplianceConsole.Storage.Images;

/// <summary>The rows that a use case has changed: each as it was first found and as it was last left.</summary>
internal sealed class ChangedRows
{
    private readonly Dictionary<(string Table, string Key), (Hash256? Before, Hash256? After)> _rows = [];

    /// <summary>Forgets all, before the next use case.</summary>
    public void Clear() => _rows.Clear();

    /// <summary>Takes in a change of a row.</summary>
    public void Add(ImagedTable table, string key, Hash256? before, Hash256? after)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, (table.Name, key), out var isKnown);
        row = (isKnown ? row.Before : before, after);
    }

    /// <summary>What the ledger is to vouch for, in a fixed order.</summary>
    public IReadOnlyList<RecordImage> ToImages() =>
    [
        .. _rows
            .Where(row => row.Value.Before != row.Value.After)
            .OrderBy(row => row.Key.Table, StringComparer.Ordinal)
            .ThenBy(row => row.Key.Key, StringComparer.Ordinal)
            .Select(row => new RecordImage(row.Key.Table, row.Key.Key, row.Value.Before, row.Value.After)),
    ];
}
