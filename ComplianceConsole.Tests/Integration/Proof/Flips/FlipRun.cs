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
/// tombstones and entries. A verification finds each, and names the row. Tables take turns, so that those with few rows are hit as often.
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
        await matrix.InitializeAsync();
        await FillAsync(matrix);
        var stores = matrix.Stores;
        var before = await stores.VerifyAsync();
        Assert.True(before.Holds, before.Line);

        TestStores.WritesPast(stores.Files.Records);
        using var records = Open(stores.Files.Records);
        using var keyring = Open(stores.Files.Keyring);
        DropTriggers(records);
        var groups = FlipTarget.OfRecords(records).Select(target => (target, records))
            .Concat(FlipTarget.OfKeyring(keyring).Select(target => (target, keyring)))
            .GroupBy(one => $"{one.target.Table}.{one.target.Column}", StringComparer.Ordinal)
            .Select(group => group.ToList())
            .ToList();
        var dice = new Dice(seed);
        for (var i = 1; i <= count; i++)
        {
            var group = groups[i % groups.Count];
            var (target, connection) = group[dice.Next(group.Count)];
            var value = target.Flip(connection, dice);
            var found = await stores.VerifyAsync();
            target.Write(connection, value);
            Assert.True(
                !found.Holds && target.Names.Any(name => found.Line.Contains(name, StringComparison.Ordinal)),
                string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, flip {i}, {target.Table}.{target.Column} of {target.Names[0]}: verify said '{found.Line}'"));
            if (i % Told == 0)
            {
                tell(Line(i, groups.Count));
            }
        }

        var after = await stores.VerifyAsync();
        Assert.True(after.Holds, after.Line);
        return Line(count, groups.Count);
    }

    private static async Task FillAsync(MatrixDesk matrix)
    {
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
    }

    private static string Line(int count, int groups) =>
        string.Create(CultureInfo.InvariantCulture, $"flips: {count} flipped bits in {groups} columns, each named by verify");

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Foreign Keys=False;Pooling=False");
        connection.Open();
        return connection;
    }

    // Whoever has the file is not held back by its triggers.
    private static void DropTriggers(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
        var names = new List<string>();
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                names.Add(rows.GetString(0));
            }
        }

        foreach (var name in names)
        {
            command.CommandText = $"DROP TRIGGER \"{name}\"";
            command.ExecuteNonQuery();
        }
    }
}
