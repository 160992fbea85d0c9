using System.Globalization;
using System.Numerics;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

/// <summary>The handle of a remainder is random: nothing about it tells when its group came, who was in it, or in what order. Policy 2.1(11).</summary>
public sealed class HandleTests
{
    private const int Each = 24;

    [Fact]
    public async Task Handles_of_groups_share_no_beginning_no_end_and_no_order_and_are_no_number_of_the_stores()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var (first, firstMembers) = await DepersonaliseAsync(desk);
        var (second, secondMembers) = await DepersonaliseAsync(desk);
        var all = first.Concat(second).ToList();
        Assert.Equal((Each, Each), (first.Count, second.Count));

        // Of 48 random ones two begin alike in eight signs once in a few million tests.
        foreach (var part in (Func<string, string>[])[handle => handle[..8], handle => handle[^8..], handle => handle[12..20]])
        {
            Assert.Equal(all.Count, all.Select(part).Distinct(StringComparer.Ordinal).Count());
        }

        // By their handles the groups do not lie apart: the halves of the sorted list are of both.
        var sorted = all.Order(StringComparer.Ordinal).ToList();
        foreach (var half in (IEnumerable<string>[])[sorted.Take(Each), sorted.Skip(Each)])
        {
            var ofFirst = half.Count(handle => first.Contains(handle));
            Assert.InRange(ofFirst, 1, Each - 1);
        }

        // No two lie so near each other that one was counted on from the other.
        var values = sorted.ConvertAll(handle => BigInteger.Parse("0" + handle, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.Second - pair.First > BigInteger.Pow(2, 64)));

        // Nor is any of them, or a part of it, a number that stands anywhere in the stores.
        var known = Numbers(desk.Stores).Concat(firstMembers.Concat(secondMembers).Select(one => one.Number)).ToHashSet();
        Assert.All(all, handle => Assert.All(Parts(handle), part => Assert.DoesNotContain(part, known)));
    }

    private static async Task<(List<string> Handles, IReadOnlyList<SubjectId> Members)> DepersonaliseAsync(RequestDesk desk)
    {
        var before = (await desk.RemaindersAsync()).ConvertAll(row => row.Handle);
        var members = await desk.AddGroupAsync(Each);
        Assert.True((await desk.DepersonaliseAsync(members)).IsDone);
        return ([.. (await desk.RemaindersAsync()).Select(row => row.Handle).Except(before, StringComparer.Ordinal)], members);
    }

    // Its upper and lower half, as a number that was written into either would stand there.
    private static IEnumerable<long> Parts(string handle) =>
        [
            long.Parse(handle[..16], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            long.Parse(handle[16..], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        ];

    private static IEnumerable<long> Numbers(TestStores stores)
    {
        foreach (var file in (string[])[stores.Files.Records, stores.Files.Keyring])
        {
            using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            connection.Open();
            foreach (var table in Read(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Select(row => (string)row[0]))
            {
                foreach (var number in Read(connection, $"SELECT * FROM \"{table}\"").SelectMany(row => row).OfType<long>())
                {
                    yield return number;
                }
            }
        }
    }

    private static List<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<object[]>();
        while (rows.Read())
        {
            var row = new object[rows.FieldCount];
            rows.GetValues(row);
            found.Add(row);
        }

        return found;
    }
}
