using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

public sealed class SubjectReadersTests
{
    [Fact]
    public async Task Rows_come_as_they_were_asked_for_and_those_that_are_not_there_are_left_out()
    {
        await using var stores = await StoresWithAsync(3);

        Assert.Equal([3L, 1L], Readers(stores).Find([3, 99, 1]).Select(row => row.Id));
        Assert.Null(Readers(stores).Find(99));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Parts_leave_nobody_out_and_name_nobody_twice(int part)
    {
        await using var stores = await StoresWithAsync(5);

        // Two of them share a revision, as the rows of an import do.
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET Revision = 7 WHERE Id IN (1, 4)");

        Assert.Equal([1L, 2L, 3L, 4L, 5L], Readers(stores).All(part).SelectMany(rows => rows).Select(row => row.Id));
        Assert.Equal([2L, 3L, 5L, 1L, 4L], Readers(stores).ChangedSince(0, part).SelectMany(rows => rows).Select(row => row.Id));
        Assert.Equal([1L, 4L], Readers(stores).ChangedSince(7, part).SelectMany(rows => rows).Select(row => row.Id));
        Assert.Empty(Readers(stores).ChangedSince(8, part));
    }

    [Fact]
    public async Task A_row_read_by_statement_is_the_row_that_was_written()
    {
        await using var stores = await StoresWithAsync(1);
        TestStores.Sql(stores.Files.Records, "UPDATE Subjects SET State = 1, BlockedAt = 17000000000000000, BlockedBy = 'dpo-1'");

        var row = Readers(stores).Find(1)!;

        Assert.Equal(SubjectState.Blocked, row.State);
        Assert.Equal(17_000_000_000_000_000, row.BlockedAt?.ToUnixTimeTicks());
        Assert.Equal("dpo-1", row.BlockedBy);
        Assert.Equal("2025-03", row.PolicyVersion);
        Assert.Equal(stores.Clock.Now, row.CreatedAt);
        Assert.Equal(1, row.NextSequence);
    }

    [Fact]
    public async Task Many_keys_open_in_their_order_and_none_for_nobody()
    {
        await using var stores = await StoresWithAsync(2);

        var ciphers = stores.Keyring.OpenMany(KeyHolder.Subject, [2, 99, 1]);

        Assert.Equal([true, false, true], ciphers.Select(cipher => cipher is not null));
        foreach (var cipher in ciphers)
        {
            cipher?.Dispose();
        }
    }

    private static SubjectReaders Readers(TestStores stores) => stores.Services.GetRequiredService<RecordsStore>().Readers;

    private static async Task<TestStores> StoresWithAsync(int subjects)
    {
        var stores = await TestStores.OpenAsync();
        for (var i = 0; i < subjects; i++)
        {
            await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        }

        return stores;
    }
}
