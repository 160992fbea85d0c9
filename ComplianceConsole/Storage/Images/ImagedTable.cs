using System.Globalization;
using System.Text;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ComplianceConsole.Storage.Images;

/// <summary>
/// A table whose rows the ledger vouches for. The image of a row is the same whether it is made of the object that is written or of what
/// lies in the file.
/// </summary>
internal sealed class ImagedTable
{
    private readonly byte[] _name;
    private readonly Column[] _columns;
    private readonly int[] _key;

    /// <summary>A table of the model.</summary>
    /// <param name="entity">Its rows' type.</param>
    /// <param name="without">A column that is no part of the record; null where all are.</param>
    public ImagedTable(IEntityType entity, string? without)
    {
        Name = entity.GetTableName()!;
        _name = RowHash.NameOf(Name);
        _columns =
        [
            .. entity.GetProperties()
                .Select(property => new Column(property))
                .Where(column => !string.Equals(column.Name, without, StringComparison.Ordinal))
                .OrderBy(column => column.Name, StringComparer.Ordinal),
        ];
        _key = [.. entity.FindPrimaryKey()!.Properties.Select(property => Array.FindIndex(_columns, column => column.Property == property))];
        Select = $"SELECT {string.Join(", ", _columns.Select(column => $"\"{column.Name}\""))} FROM \"{Name}\"";
        Key = [.. _key.Select(part => _columns[part].Name)];
        Mark = without;
    }

    public string Name { get; }

    /// <summary>The columns of its key, in the order in which a key names them.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>The column that is no part of the record; null where all are.</summary>
    public string? Mark { get; }

    /// <summary>Reads the columns in the order in which <see cref="Of(SqliteStatement)"/> expects them; a condition may follow.</summary>
    public string Select { get; }

    /// <summary>The image of a row that is, or will be, in the file just so.</summary>
    public Hash256 Of(object row)
    {
        var hash = RowHash.OfThread.Begin(_name);
        foreach (var column in _columns)
        {
            Add(hash, column, column.Property.GetGetter().GetClrValue(row));
        }

        return hash.End();
    }

    /// <summary>The image of a tracked row as it was read.</summary>
    public Hash256 OfOriginal(EntityEntry row)
    {
        var original = row.OriginalValues;
        var hash = RowHash.OfThread.Begin(_name);
        foreach (var column in _columns)
        {
            Add(hash, column, original[column.Property]);
        }

        return hash.End();
    }

    /// <summary>The image of a row of the file, read with <see cref="Select"/>.</summary>
    public Hash256 Of(SqliteStatement row)
    {
        var hash = RowHash.OfThread.Begin(_name);
        for (var i = 0; i < _columns.Length; i++)
        {
            switch (row.KindOf(i))
            {
                case StoredKind.Integer:
                    hash.Integer(_columns[i].HashedName, row.Number(i));
                    break;
                case StoredKind.Text:
                    hash.Text(_columns[i].HashedName, row.Blob(i));
                    break;
                case StoredKind.Bytes:
                    hash.Bytes(_columns[i].HashedName, row.Blob(i));
                    break;
                case StoredKind.Nothing:
                    break;
                default:
                    // No column holds broken numbers: whoever put one there is found by the text it stands for here.
                    hash.Text(_columns[i].HashedName, row.Text(i));
                    break;
            }
        }

        return hash.End();
    }

    /// <summary>The whole row of the file, read with <see cref="Select"/>.</summary>
    public StoredRow Read(SqliteStatement row)
    {
        var values = new List<StoredValue>(_columns.Length);
        for (var i = 0; i < _columns.Length; i++)
        {
            switch (row.KindOf(i))
            {
                case StoredKind.Integer:
                    values.Add(new StoredValue(_columns[i].Name, StoredKind.Integer, row.Number(i), []));
                    break;
                case StoredKind.Nothing:
                    break;
                case var kind:
                    values.Add(new StoredValue(_columns[i].Name, kind == StoredKind.Bytes ? kind : StoredKind.Text, 0, row.Blob(i).ToArray()));
                    break;
            }
        }

        return new StoredRow(values);
    }

    /// <summary>The whole row that an object will be in the file.</summary>
    public StoredRow Stored(object row) =>
        new([.. _columns.Select(column => (column.Name, Value: column.Stored(column.Property.GetGetter().GetClrValue(row)))).Where(one => one.Value is not null).Select(one =>
            one.Value switch
            {
                string text => new StoredValue(one.Name, StoredKind.Text, 0, Encoding.UTF8.GetBytes(text)),
                byte[] bytes => new StoredValue(one.Name, StoredKind.Bytes, 0, bytes),
                var number => new StoredValue(one.Name, StoredKind.Integer, Convert.ToInt64(number, CultureInfo.InvariantCulture), []),
            })]);

    /// <summary>The image of a whole row; null where it is none of this table.</summary>
    public Hash256? Of(StoredRow row)
    {
        var hash = RowHash.OfThread.Begin(_name);
        var next = 0;
        foreach (var column in _columns)
        {
            if (next == row.Values.Count || !string.Equals(row.Values[next].Column, column.Name, StringComparison.Ordinal))
            {
                continue;
            }

            var value = row.Values[next++];
            switch (value.Kind)
            {
                case StoredKind.Integer:
                    hash.Integer(column.HashedName, value.Number);
                    break;
                case StoredKind.Text:
                    hash.Text(column.HashedName, value.Bytes);
                    break;
                default:
                    hash.Bytes(column.HashedName, value.Bytes);
                    break;
            }
        }

        return next == row.Values.Count ? hash.End() : null;
    }

    /// <summary>The images of all rows of a statement that reads with <see cref="Select"/>, by their keys.</summary>
    public Dictionary<string, Hash256> ReadAll(SqliteStatement rows)
    {
        var images = new Dictionary<string, Hash256>(StringComparer.Ordinal);
        try
        {
            while (rows.Step())
            {
                images.Add(KeyOf(rows), Of(rows));
            }

            return images;
        }
        finally
        {
            rows.Reset();
        }
    }

    /// <summary>The key of a row as the ledger writes it.</summary>
    public string KeyOf(object row)
    {
        if (_key.Length == 1)
        {
            return Write(_columns[_key[0]].Stored(_columns[_key[0]].Property.GetGetter().GetClrValue(row)));
        }

        return string.Join('/', _key.Select(part => Write(_columns[part].Stored(_columns[part].Property.GetGetter().GetClrValue(row)))));
    }

    /// <summary>The key of a row of the file, read with <see cref="Select"/>.</summary>
    public string KeyOf(SqliteStatement row) =>
        _key.Length == 1 ? row.Text(_key[0]) : string.Join('/', _key.Select(part => row.IsNull(part) ? "" : row.Text(part)));

    private static void Add(RowHash hash, Column column, object? value)
    {
        switch (column.Stored(value))
        {
            case null:
                break;
            case string text:
                hash.Text(column.HashedName, text);
                break;
            case byte[] bytes:
                hash.Bytes(column.HashedName, bytes);
                break;
            case IConvertible number:
                hash.Integer(column.HashedName, number.ToInt64(CultureInfo.InvariantCulture));
                break;
            case var other:
                throw new InvalidOperationException($"The column '{column.Name}' holds a {other.GetType().Name}, which has no image.");
        }
    }

    private static string Write(object? part) => Convert.ToString(part, CultureInfo.InvariantCulture) ?? "";

    private sealed class Column
    {
        private readonly Func<object?, object?>? _convert;

        public Column(IProperty property)
        {
            Property = property;
            Name = property.GetColumnName();
            HashedName = RowHash.NameOf(Name);
            _convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        }

        public IProperty Property { get; }

        public string Name { get; }

        public byte[] HashedName { get; }

        /// <summary>A value as it is stored.</summary>
        public object? Stored(object? value) => value is null || _convert is null ? value : _convert(value);
    }
}
