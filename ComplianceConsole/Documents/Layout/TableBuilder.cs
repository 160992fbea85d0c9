using System.Collections.Immutable;

namespace ComplianceConsole.Documents.Layout;

/// <summary>Fills a table: columns first, then rows.</summary>
public sealed class TableBuilder
{
    private readonly ImmutableArray<TableColumn>.Builder _columns = ImmutableArray.CreateBuilder<TableColumn>();
    private readonly ImmutableArray<TableRow>.Builder _rows = ImmutableArray.CreateBuilder<TableRow>();

    /// <summary>Adds a column.</summary>
    /// <param name="header">Its name.</param>
    /// <param name="weight">Its share of the width, relative to the other columns.</param>
    /// <param name="alignRight">Whether its cells stand at the right.</param>
    public TableBuilder Column(string header, double weight = 1, bool alignRight = false)
    {
        _columns.Add(new TableColumn(header, weight, alignRight));
        return this;
    }

    /// <summary>Adds a row.</summary>
    public TableBuilder Row(params ReadOnlySpan<Cell> cells)
    {
        _rows.Add(new TableRow([.. cells]));
        return this;
    }

    /// <summary>Adds a row for each item.</summary>
    public TableBuilder Rows<T>(IEnumerable<T> items, Func<T, ImmutableArray<Cell>> row)
    {
        _rows.AddRange(items.Select(item => new TableRow(row(item))));
        return this;
    }

    internal Table Build() =>
        _rows.All(row => row.Cells.Length == _columns.Count)
            ? new Table(_columns.ToImmutable(), _rows.ToImmutable())
            : throw new InvalidOperationException("A row of a table needs a cell for every column.");
}

/// <summary>Fills a list of names and values.</summary>
public sealed class KeyValueBuilder
{
    private readonly ImmutableArray<KeyValueRow>.Builder _rows = ImmutableArray.CreateBuilder<KeyValueRow>();

    /// <summary>Adds a name and its value.</summary>
    public KeyValueBuilder Row(string key, Cell value)
    {
        _rows.Add(new KeyValueRow(key, value));
        return this;
    }

    /// <summary>Adds a name and its value unless the value is empty.</summary>
    public KeyValueBuilder RowIfAny(string key, string? value) => string.IsNullOrWhiteSpace(value) ? this : Row(key, value);

    internal ImmutableArray<KeyValueRow> Build() => _rows.ToImmutable();
}
