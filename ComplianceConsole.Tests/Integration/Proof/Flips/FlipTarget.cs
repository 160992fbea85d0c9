using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Integration.Proof.Flips;

/// <summary>A value of the stores in which a bit is flipped: bytes, or a number.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Column">Its column.</param>
/// <param name="Keys">The key of its row, column by column.</param>
/// <param name="Length">How many bytes it has; 0: it is a number.</param>
internal sealed record FlipTarget(string Table, string Column, IReadOnlyList<(string Column, object Value)> Keys, int Length)
{
    private string Key => string.Join('/', Keys.Select(key => Convert.ToString(key.Value, CultureInfo.InvariantCulture)));

    private long Number => (long)Keys[^1].Value;

    private string Holder => string.Create(CultureInfo.InvariantCulture, $"{(KeyHolder)(long)Keys[0].Value} {Number}");

    /// <summary>What a verification may say where this was damaged: each names the row.</summary>
    public IReadOnlyList<string> Names =>
        Table switch
        {
            "LedgerEntries" => [$"ledger: entry {Key} does not hold"],
            "LedgerHeads" or "RememberedHeads" => ["ledger: the head does not hold"],
            "Subjects" => [$"records: subject {Key} does not open", $"subject {new SubjectId(Number)} is not what the ledger last recorded"],
            "HolderKeys" => [$"keyring: {Holder} does not hold (KeyDoesNotOpen)", $"records: subject {Number} does not open"],
            "Shelves" => [$"keyring: {Key} does not hold (ShelfDoesNotOpen)"],
            "Secrets" => [$"keyring: {Key} does not hold (SecretDoesNotOpen)"],
            "Tombstones" => [$"keyring: tombstone of {Holder} does not hold (TombstoneForged)"],
            _ => [$"records: {Table} {Key} is not what the ledger last recorded"],
        };

    /// <summary>All there are in the records: every value of bytes that the ledger vouches for, and the ledger's own.</summary>
    public static IEnumerable<FlipTarget> OfRecords(SqliteConnection records) =>
        ImagedTables.All.Select(table => table.Name).Concat(["LedgerEntries", "LedgerHeads"]).SelectMany(table => Of(records, table, withNumbers: false));

    /// <summary>All there are in the keyring: keys and tombstones.</summary>
    public static IEnumerable<FlipTarget> OfKeyring(SqliteConnection keyring) =>
        Of(keyring, "Tombstones", withNumbers: true)
            .Concat(new[] { "HolderKeys", "Shelves", "Secrets", "RememberedHeads" }.SelectMany(table => Of(keyring, table, withNumbers: false)));

    /// <summary>Flips one bit.</summary>
    /// <returns>The value as it was, for <see cref="Write"/>.</returns>
    public object Flip(SqliteConnection connection, Dice dice)
    {
        using var read = Command(connection, $"SELECT \"{Column}\" FROM \"{Table}\" WHERE {Where}");
        var value = read.ExecuteScalar()!;
        if (value is byte[] bytes)
        {
            var flipped = bytes.ToArray();
            flipped[dice.Next(flipped.Length)] ^= (byte)(1 << dice.Next(8));
            Write(connection, flipped);
        }
        else
        {
            Write(connection, (long)value ^ (1L << dice.Next(63)));
        }

        return value;
    }

    public void Write(SqliteConnection connection, object value)
    {
        using var write = Command(connection, $"UPDATE \"{Table}\" SET \"{Column}\" = $value WHERE {Where}");
        write.Parameters.AddWithValue("$value", value);
        Assert.Equal(1, write.ExecuteNonQuery());
    }

    private string Where => string.Join(" AND ", Keys.Select((key, i) => $"\"{key.Column}\" = $key{i}"));

    private SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < Keys.Count; i++)
        {
            command.Parameters.AddWithValue($"$key{i}", Keys[i].Value);
        }

        return command;
    }

    private static IEnumerable<FlipTarget> Of(SqliteConnection connection, string table, bool withNumbers)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name, pk FROM pragma_table_info('{table}') ORDER BY pk";
        var columns = new List<(string Name, long Key)>();
        using (var info = command.ExecuteReader())
        {
            while (info.Read())
            {
                columns.Add((info.GetString(0), info.GetInt64(1)));
            }
        }

        var keys = columns.Where(column => column.Key > 0).Select(column => column.Name).ToList();
        foreach (var (column, _) in columns.Where(column => column.Key == 0))
        {
            var kinds = withNumbers ? "'blob', 'integer'" : "'blob'";
            command.CommandText =
                $"SELECT {string.Join(", ", keys.Select(key => $"\"{key}\""))}, \"{column}\" FROM \"{table}\" WHERE typeof(\"{column}\") IN ({kinds}) AND length(\"{column}\") > 0";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                yield return new FlipTarget(
                    table, column, [.. keys.Select((key, i) => (key, rows.GetValue(i)))], rows.GetValue(keys.Count) is byte[] bytes ? bytes.Length : 0);
            }
        }
    }
}
