using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ComplianceConsole.Tests.Storage;

public sealed class StoreVerifierTests
{
    [Theory]
    [InlineData("LedgerEntries", "Bytes")]
    [InlineData("LedgerEntries", "LeafHash")]
    [InlineData("LedgerEntries", "Details")]
    [InlineData("LedgerHeads", "Root")]
    [InlineData("LedgerHeads", "Tag")]
    public async Task Each_flipped_byte_of_a_small_ledger_is_caught(string table, string column)
    {
        await using var stores = await SmallLedgerAsync();
        await using var connection = Open(stores);
        foreach (var (row, bytes) in Read(connection, table, column))
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= 0x10;
                Write(connection, table, column, row, bytes);
                Assert.False((await VerifyAsync(stores)).Holds, $"{table}.{column}, row {row}, byte {i}");
                bytes[i] ^= 0x10;
            }

            Write(connection, table, column, row, bytes);
        }

        Assert.True((await VerifyAsync(stores)).Holds);
    }

    [Fact]
    public async Task Details_that_nobody_can_open_any_more_are_not_touched_unnoticed()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.Operation.ReadAsync<Done>(
            Actors.Staff,
            Right.SeeToday,
            "test.read",
            (scope, _) =>
            {
                scope.Record(ProcessingAction.Administration, "9", subject, details: new { looked = "closely" });
                return Task.FromResult<Result<Done>>(default(Done));
            },
            CancellationToken.None);
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        await using var connection = Open(stores);
        var touched = 0;
        foreach (var (row, bytes) in Read(connection, "LedgerEntries", "Details"))
        {
            bytes[^20] ^= 0x10;
            Write(connection, "LedgerEntries", "Details", row, bytes);
            Assert.Equal(row, (await VerifyAsync(stores)).FirstBadIndex);
            bytes[^20] ^= 0x10;
            Write(connection, "LedgerEntries", "Details", row, bytes);
            touched++;
        }

        Assert.NotEqual(0, touched);
    }

    [Fact]
    public async Task A_damaged_time_is_named_and_not_stumbled_over()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET CreatedAt = CreatedAt | (1 << 62)");

        var found = await VerifyAsync(stores);

        Assert.StartsWith("records: subject S-0000001 is not what the ledger last recorded", found.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_entry_is_named_by_its_index()
    {
        await using var stores = await SmallLedgerAsync();
        await using var connection = Open(stores);
        var (row, bytes) = Read(connection, "LedgerEntries", "Bytes")[2];
        bytes[^1] ^= 1;
        Write(connection, "LedgerEntries", "Bytes", row, bytes);

        Assert.Equal(2, (await VerifyAsync(stores)).FirstBadIndex);
    }

    [Theory]
    [InlineData("console.db", "UPDATE Subjects SET Profile = zeroblob(100)")]
    [InlineData("console.db", "UPDATE Subjects SET Profile = (SELECT other.Profile FROM Subjects other WHERE other.Id <> Subjects.Id)")]
    [InlineData("keys.db", "UPDATE HolderKeys SET WrappedKey = zeroblob(60) WHERE Kind = 0")]
    [InlineData("keys.db", "DELETE FROM HolderKeys WHERE Kind = 0")]
    public async Task A_record_that_does_not_open_any_more_is_named(string file, string damage)
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        TestStores.Sql(Path.Combine(stores.Directory, file), damage);

        var found = await VerifyAsync(stores);

        Assert.False(found.Holds);
        Assert.Equal((null, subject.Number), (found.FirstBadIndex, found.FirstUnreadable));
        Assert.Equal($"records: subject {subject.Number} does not open", found.Line);
    }

    [Fact]
    public async Task A_tail_cut_off_together_with_its_head_is_found_by_the_head_remembered_in_the_keyring()
    {
        await using var stores = await SmallLedgerAsync();
        stores.Services.GetRequiredService<HeadMemory>().Remember();
        await using var connection = Open(stores);
        Run(connection, "CREATE TEMP TABLE old AS SELECT * FROM LedgerHeads");
        await stores.ReadAsync(Actors.Dpo, new SubjectId(1));
        stores.Services.GetRequiredService<HeadMemory>().Remember();

        Run(connection, "DELETE FROM LedgerEntries WHERE \"Index\" = (SELECT MAX(\"Index\") FROM LedgerEntries)");
        Run(connection, "DELETE FROM LedgerHeads");
        Run(connection, "INSERT INTO LedgerHeads SELECT * FROM old");

        Assert.False((await VerifyAsync(stores)).Holds);
    }

    [Theory]
    [InlineData("UPDATE LedgerEntries SET Bytes = 'text' WHERE \"Index\" = 2", 2)]
    [InlineData("UPDATE LedgerEntries SET LeafHash = 7 WHERE \"Index\" = 2", 2)]
    [InlineData("UPDATE LedgerEntries SET Details = NULL WHERE \"Index\" = 5", 5)]
    [InlineData("UPDATE LedgerEntries SET Details = 'text' WHERE \"Index\" = 5", 5)]
    [InlineData("UPDATE LedgerEntries SET Details = x'00' WHERE \"Index\" = 1", 1)]
    public async Task Whatever_is_put_in_place_of_bytes_is_told_by_its_index(string damage, long index)
    {
        await using var stores = await SmallLedgerAsync();
        await using var connection = Open(stores);
        Run(connection, damage);

        Assert.Equal(index, (await VerifyAsync(stores)).FirstBadIndex);
    }

    [Theory]
    [InlineData("DELETE FROM LedgerSubjects WHERE EntryIndex = 3", 3)]
    [InlineData("INSERT INTO LedgerSubjects (SubjectId, EntryIndex) VALUES (99, 2)", 2)]
    [InlineData("INSERT INTO LedgerSubjects (SubjectId, EntryIndex) VALUES (1, 77)", 77)]
    [InlineData("INSERT INTO LedgerRequests (RequestId, EntryIndex) VALUES (1, 4)", 4)]
    public async Task Who_looked_cannot_be_hidden_from_a_subjects_list_nor_added_to_it(string damage, long index)
    {
        await using var stores = await SmallLedgerAsync();
        await using var connection = Open(stores);
        Run(connection, damage);

        Assert.Equal(index, (await VerifyAsync(stores)).FirstBadIndex);
    }

    [Fact]
    public async Task A_ledger_cut_off_while_the_console_was_down_never_grows_over_what_is_remembered()
    {
        await using var first = await SmallLedgerAsync();
        await using (var connection = Open(first))
        {
            Run(connection, "CREATE TABLE old AS SELECT * FROM LedgerHeads");
        }

        await first.ReadAsync(Actors.Dpo, new SubjectId(1));
        first.Services.GetRequiredService<HeadMemory>().Remember();
        await first.CloseAsync();
        await using (var connection = new SqliteConnection($"Data Source={first.Files.Records}"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            Run(connection, "DELETE FROM LedgerEntries WHERE \"Index\" = (SELECT MAX(\"Index\") FROM LedgerEntries)");
            Run(connection, "DELETE FROM LedgerSubjects WHERE EntryIndex NOT IN (SELECT \"Index\" FROM LedgerEntries)");
            Run(connection, "DELETE FROM LedgerHeads");
            Run(connection, "INSERT INTO LedgerHeads SELECT * FROM old");
        }

        await using var again = await TestStores.OpenAsync(first.Directory);
        again.Clock.Advance(Duration.FromHours(1));
        for (var i = 0; i < 3; i++)
        {
            Assert.True((await again.ReadAsync(Actors.Dpo, new SubjectId(1))).IsDone);
            again.Services.GetRequiredService<HeadMemory>().Remember();
        }

        Assert.False((await VerifyAsync(again)).Holds);
    }

    [Fact]
    public async Task A_damaged_remembered_head_is_told_and_not_stumbled_over()
    {
        await using var stores = await SmallLedgerAsync();
        stores.Services.GetRequiredService<HeadMemory>().Remember();
        TestStores.Sql(stores.Files.Keyring, "UPDATE RememberedHeads SET Root = 'text'");

        Assert.False((await VerifyAsync(stores)).Holds);
    }

    private static async Task<TestStores> SmallLedgerAsync()
    {
        var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        for (var i = 0; i < 4; i++)
        {
            await stores.ReadAsync(Actors.Dpo, subject);
        }

        // A refusal has details.
        await stores.ReadAsync(Actors.Manager, subject);
        return stores;
    }

    private static Task<StoreVerification> VerifyAsync(TestStores stores) =>
        stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None);

    // Whoever has the file is not held back by its triggers.
    private static SqliteConnection Open(TestStores stores)
    {
        var connection = new SqliteConnection($"Data Source={stores.Files.Records}");
        connection.Open();
        Run(connection, "DROP TRIGGER LedgerEntries_append_only");
        Run(connection, "DROP TRIGGER LedgerEntries_kept");
        Run(connection, "DROP TRIGGER LedgerSubjects_kept");
        return connection;
    }

    private static List<(long Row, byte[] Bytes)> Read(SqliteConnection connection, string table, string column)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY rowid";
        using var rows = command.ExecuteReader();
        var read = new List<(long, byte[])>();
        while (rows.Read())
        {
            read.Add((rows.GetInt64(0), (byte[])rows[1]));
        }

        return read;
    }

    private static void Write(SqliteConnection connection, string table, string column, long row, byte[] bytes)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE {table} SET {column} = $bytes WHERE rowid = $row";
        command.Parameters.AddWithValue("$bytes", bytes);
        command.Parameters.AddWithValue("$row", row);
        command.ExecuteNonQuery();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
