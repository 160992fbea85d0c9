using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Integration.Proof.Flips;

/// <summary>A value of the stores in which a bit is flipped: bytes, a number or a text.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Column">Its column.</param>
/// <param name="Keys">The key of its row, column by column.</param>
internal sealed record FlipTarget(string Table, string Column, IReadOnlyList<(string Column, object Value)> Keys)
{
    private const string Bytes = "'blob'";
    private const string Numbers = "'integer'";
    private const string Texts = "'text'";

    // How often a subject was read for a change says nothing of anybody, and is no part of the record.
    private const string Unrecorded = nameof(SubjectRow.Revision);

    private static readonly string[] s_ledger = ["LedgerEntries", "LedgerHeads"];
    private static readonly string[] s_keys = ["HolderKeys", "Shelves", "Secrets", "RememberedHeads"];

    private string Key => string.Join('/', Keys.Select(key => Convert.ToString(key.Value, CultureInfo.InvariantCulture)));

    private long Number => (long)Keys[^1].Value;

    private string Holder => string.Create(CultureInfo.InvariantCulture, $"{(KeyHolder)(long)Keys[0].Value} {Number}");

    /// <summary>What a verification may say where this was damaged: each names the row.</summary>
    public IReadOnlyList<string> Names =>
        Table switch
        {
            "LedgerEntries" => [$"ledger: entry {Key} does not hold"],
            "LedgerHeads" or "RememberedHeads" => ["ledger: the head does not hold"],
            "Subjects" =>
            [
                $"records: subject {Key} does not open",
                $"subject {new SubjectId(Number)} is not what the ledger last recorded",
                $"destruction: subject {Key} does not hold",
            ],
            "Requests" => [Difference, "destruction: request R-"],
            "HolderKeys" => [$"keyring: {Holder} does not hold (KeyDoesNotOpen)", $"records: subject {Number} does not open"],
            "Shelves" => [$"keyring: {Key} does not hold (ShelfDoesNotOpen)"],
            "Secrets" => [$"keyring: {Key} does not hold (SecretDoesNotOpen)"],
            "Tombstones" => [$"keyring: tombstone of {Holder} does not hold (TombstoneForged)"],
            _ => [Difference],
        };

    private string Difference => $"records: {Table} {Key} is not what the ledger last recorded";

    /// <summary>Every value of bytes in the records: those that the ledger vouches for, and the ledger's own.</summary>
    public static IEnumerable<FlipTarget> SealedIn(SqliteConnection records) =>
        ImagedTables.All.Select(table => table.Name).Concat(s_ledger).SelectMany(table => Of(records, table, Bytes));

    /// <summary>Every number and text of the records that the ledger vouches for: what was decided when, what remains of the depersonalised.</summary>
    public static IEnumerable<FlipTarget> FactsIn(SqliteConnection records) =>
        ImagedTables.All
            .SelectMany(table => Of(records, table.Name, Numbers, Texts))
            .Where(target => target.Table is not "Subjects" || target.Column is not Unrecorded);

    /// <summary>All there are in the keyring: keys and tombstones.</summary>
    public static IEnumerable<FlipTarget> OfKeyring(SqliteConnection keyring) =>
        Of(keyring, "Tombstones", Bytes, Numbers).Concat(s_keys.SelectMany(table => Of(keyring, table, Bytes)));

    /// <summary>Every column of bytes that a file of the stores has by its tables, whether or not anything stands there.</summary>
    public static IEnumerable<string> ColumnsOfBytes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'BLOB' ORDER BY 1
            """;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return rows.GetString(0);
        }
    }

    /// <summary>Flips one bit.</summary>
    /// <returns>The value as it was, for <see cref="Write"/>.</returns>
    public object Flip(SqliteConnection connection, Dice dice)
    {
        using var read = Command(connection, $"SELECT \"{Column}\" FROM \"{Table}\" WHERE {Where}");
        var value = read.ExecuteScalar()!;
        Write(connection, value switch
        {
            byte[] bytes => Flip(bytes, dice),
            string text => Flip(text, dice),
            _ => (long)value ^ (1L << dice.Next(63)),
        });
        return value;
    }

    private static byte[] Flip(byte[] bytes, Dice dice)
    {
        var flipped = bytes.ToArray();
        flipped[dice.Next(flipped.Length)] ^= (byte)(1 << dice.Next(8));
        return flipped;
    }

    // The lowest bit of a letter: what comes of it is a text still.
    private static string Flip(string text, Dice dice)
    {
        var letters = text.ToCharArray();
        letters[dice.Next(letters.Length)] ^= (char)1;
        return new string(letters);
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

    private static IEnumerable<FlipTarget> Of(SqliteConnection connection, string table, params IReadOnlyList<string> kinds)
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
            command.CommandText =
                $"SELECT {string.Join(", ", keys.Select(key => $"\"{key}\""))} FROM \"{table}\" WHERE typeof(\"{column}\") IN ({string.Join(", ", kinds)}) AND length(\"{column}\") > 0";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                yield return new FlipTarget(table, column, [.. keys.Select((key, i) => (key, rows.GetValue(i)))]);
            }
        }
    }
}
