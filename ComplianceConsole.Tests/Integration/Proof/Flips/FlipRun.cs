using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Integration.StateMatrix;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration.Proof.Flips;

/// <summary>
/// On stores in which every use case was done once, and some were destroyed, one random bit after the other is flipped: in ciphertext, keys,
/// tombstones and entries, and, every third time, in what else the ledger vouches for. A verification finds each, and names the row. Columns take
/// turns, so that those with few rows are hit as often.
/// </summary>
internal static class FlipRun
{
    private const int Told = 1_000;

    /// <summary>Flips them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Where the dice begin.</param>
    /// <param name="tell">Told of every thousandth.</param>
    /// <returns>One line with what was done.</returns>
    public static async Task<string> RunAsync(int count, int seed, Action<string> tell)
    {
        await using var matrix = new MatrixDesk();
        var stores = await FillAsync(matrix);
        using var records = Open(stores.Files.Records);
        using var keyring = Open(stores.Files.Keyring);
        DropGuards(records);
        var vital = Columns([.. FlipTarget.SealedIn(records).Select(target => (target, records)), .. FlipTarget.OfKeyring(keyring).Select(target => (target, keyring))]);
        var facts = Columns(FlipTarget.FactsIn(records).Select(target => (target, records)));
        var dice = new Dice(seed);
        for (var i = 1; i <= count; i++)
        {
            var columns = i % 3 == 0 ? facts : vital;
            var column = columns[(i % 3 == 0 ? i / 3 : i - (i / 3)) % columns.Count];
            var (target, connection) = column[dice.Next(column.Count)];
            var value = target.Flip(connection, dice);
            var found = await stores.VerifyAsync();
            target.Write(connection, value);
            Assert.True(
                !found.Holds && target.Names.Any(name => found.Line.Contains(name, StringComparison.Ordinal)),
                string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, flip {i}, {target.Table}.{target.Column} of {target.Names[0]}: verify said '{found.Line}'"));
            if (i % Told == 0)
            {
                tell(Line(i, vital.Count, facts.Count));
            }
        }

        var after = await stores.VerifyAsync();
        Assert.True(after.Holds, after.Line);
        return Line(count, vital.Count, facts.Count);
    }

    /// <summary>The columns of bytes of all tables in which no bit is ever flipped: nothing stands there, or nobody looks at them.</summary>
    public static async Task<IReadOnlyList<string>> UncoveredAsync()
    {
        await using var matrix = new MatrixDesk();
        var stores = await FillAsync(matrix);
        using var records = Open(stores.Files.Records);
        using var keyring = Open(stores.Files.Keyring);
        return
        [
            .. FlipTarget.ColumnsOfBytes(records).Concat(FlipTarget.ColumnsOfBytes(keyring))
                .Except(FlipTarget.SealedIn(records).Concat(FlipTarget.OfKeyring(keyring)).Select(target => $"{target.Table}.{target.Column}"), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static List<List<(FlipTarget Target, SqliteConnection Connection)>> Columns(IEnumerable<(FlipTarget Target, SqliteConnection Connection)> targets) =>
        targets.GroupBy(one => $"{one.Target.Table}.{one.Target.Column}", StringComparer.Ordinal).Select(column => column.ToList()).ToList();

    private static async Task<TestStores> FillAsync(MatrixDesk matrix)
    {
        await matrix.InitializeAsync();
        foreach (var row in MatrixTable.Rows)
        {
            var (subject, externalId) = await matrix.AddAsync();
            var attempt = await row.Prepare(new Case(matrix, subject, externalId, SubjectState.Active));
            await attempt(Actors.Dpo);
        }

        for (var i = 0; i < 5; i++)
        {
            var (subject, _) = await matrix.AddAsync();
            await matrix.EnterAsync(subject, SubjectState.Destroyed);
        }

        matrix.Stores.Services.GetRequiredService<HeadMemory>().Remember();
        var before = await matrix.Stores.VerifyAsync();
        Assert.True(before.Holds, before.Line);
        TestStores.WritesPast(matrix.Stores.Files.Records);
        return matrix.Stores;
    }

    private static string Line(int count, int vital, int facts) =>
        string.Create(CultureInfo.InvariantCulture, $"flips: {count} flipped bits in {vital} columns of ciphertext, keys, tombstones and entries and {facts} others, each named by verify");

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Foreign Keys=False;Pooling=False");
        connection.Open();
        return connection;
    }

    // Whoever has the file is not held back by its triggers, nor by what may stand there but once.
    private static void DropGuards(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT printf('DROP %s "%s"', type, name) FROM sqlite_master WHERE type = 'trigger' OR (type = 'index' AND sql LIKE 'CREATE UNIQUE%')
            """;
        var drops = new List<string>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                drops.Add(rows.GetString(0));
            }
        }

        foreach (var drop in drops.Append("PRAGMA ignore_check_constraints = ON"))
        {
            command.CommandText = drop;
            command.ExecuteNonQuery();
        }
    }
}
