using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Subjects.Blocking;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Tests.Storage;

/// <summary>What the database refuses whoever writes, the console's own mistakes included.</summary>
public sealed class TriggerTests
{
    [Theory]
    [InlineData("INSERT OR REPLACE INTO LedgerEntries (\"Index\", Bytes, LeafHash) VALUES (0, x'00', x'00')")]
    [InlineData("UPDATE LedgerEntries SET Details = NULL")]
    [InlineData("DELETE FROM LedgerEntries")]
    [InlineData("INSERT OR REPLACE INTO BlockEvents SELECT SubjectId, Sequence, At, 3, ActorId, ActorName, Reason FROM BlockEvents")]
    [InlineData("DELETE FROM BlockEvents")]
    [InlineData("INSERT OR REPLACE INTO Subjects SELECT * FROM Subjects")]
    [InlineData("DELETE FROM Subjects")]
    [InlineData("UPDATE Subjects SET State = 0")]
    [InlineData("UPDATE Subjects SET State = 2")]
    [InlineData("UPDATE Subjects SET State = 4, Profile = x''")]
    [InlineData("UPDATE Subjects SET PolicyVersion = '2023-01'")]
    public async Task A_blocked_record_and_its_history_stay_as_they_are(string statement)
    {
        await using var stores = await BlockedAsync();

        Assert.Throws<SqliteException>(() => TestStores.Sql(stores.Files.Records, statement));
    }

    [Fact]
    public async Task A_record_released_for_destruction_alone_does_not_come_back_to_use()
    {
        await using var stores = await BlockedAsync();
        TestStores.Sql(
            stores.Files.Records,
            "INSERT INTO BlockEvents SELECT SubjectId, Sequence + 100, At, 4, ActorId, ActorName, Reason FROM BlockEvents");
        Assert.Throws<SqliteException>(() => TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 0"));
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 2");

        Assert.Throws<SqliteException>(() => TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 0"));
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 4");
    }

    [Fact]
    public async Task A_record_that_is_held_is_not_deleted()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        Assert.Throws<SqliteException>(() => TestStores.Sql(stores.Files.Records, "DELETE FROM Subjects"));
    }

    private static async Task<TestStores> BlockedAsync()
    {
        var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        Assert.True((await new BlockSubject(stores.Operation).HandleAsync(Actors.Staff, subject, CancellationToken.None)).IsDone);
        return stores;
    }
}
