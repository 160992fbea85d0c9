using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Audit.Reading;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Audit;

public sealed class ReadLedgerTests
{
    [Fact]
    public async Task The_ledger_is_paged_newest_first_and_reading_it_is_an_entry()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        for (var i = 0; i < 60; i++)
        {
            await stores.ReadAsync(Actors.Staff, subject);
        }

        var ledger = new ReadLedger(stores.Operation);
        var newest = (await ledger.RunAsync(Actors.Auditor, new LedgerFilter(), null, CancellationToken.None)).Value;
        var older = (await ledger.RunAsync(Actors.Auditor, new LedgerFilter(), newest.Before, CancellationToken.None)).Value;

        Assert.Equal(Enumerable.Range(0, 50).Select(i => 60L - i), newest.Items.Select(item => item.Index));
        Assert.Equal(Enumerable.Range(0, 11).Select(i => 10L - i), older.Items.Select(item => item.Index));
        Assert.Equal((61, 62), (newest.Size, older.Size));
        Assert.Null(older.Before);
        Assert.Equal(("test.read", "Daniyar", Role.Staff), (newest.Items[0].Operation, newest.Items[0].Who, newest.Items[0].Roles));
        Assert.Equal(63, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task Filters_find_by_operation_actor_subject_and_outcome()
    {
        await using var stores = await TestStores.OpenAsync();
        var one = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var other = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        await stores.ReadAsync(Actors.Staff, one);
        await stores.ReadAsync(Actors.Dpo, other);
        await stores.ReadAsync(Actors.Manager, other);

        async Task<IEnumerable<long>> Found(LedgerFilter filter) =>
            (await new ReadLedger(stores.Operation).RunAsync(Actors.Dpo, filter, null, CancellationToken.None)).Value.Items.Select(item => item.Index);

        Assert.Equal([1L, 0L], await Found(new LedgerFilter(Operation: "test.add")));
        Assert.Equal([2L], await Found(new LedgerFilter(Actor: Actors.Staff.Id)));
        Assert.Equal([3L, 1L], await Found(new LedgerFilter(Subject: other)));
        Assert.Equal([4L], await Found(new LedgerFilter(Outcome: LedgerOutcome.Refused)));
        Assert.Empty(await Found(new LedgerFilter(Operation: "test.add", Actor: Actors.Staff.Id)));
    }

    [Fact]
    public async Task Who_may_not_read_the_ledger_is_refused_and_recorded()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.WithRegistersAsync();
        var before = TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries");

        foreach (var actor in Actors.Without(Right.ReadLedger))
        {
            Assert.IsType<NotAllowed>((await new ReadLedger(stores.Operation).RunAsync(actor, new LedgerFilter(), null, CancellationToken.None)).Refusal);
            Assert.IsType<NotAllowed>((await new ReadEntry(stores.Operation).RunAsync(actor, 0, CancellationToken.None)).Refusal);
        }

        Assert.Equal(before + 6, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task An_entry_is_shown_with_its_hash_and_proved_against_the_head()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        for (var i = 0; i < 6; i++)
        {
            await stores.ReadAsync(Actors.Staff, subject);
        }

        var read = (await new ReadEntry(stores.Operation).RunAsync(Actors.Auditor, 3, CancellationToken.None)).Value;
        var proof = (await Prove(stores, Actors.Auditor, 3)).Value;

        Assert.Equal([subject], read.Item.Subjects);
        Assert.Equal(read.LeafHash, proof.LeafHash);
        Assert.True(proof.Holds);
        Assert.Equal(8, proof.Size);
        Assert.Equal(3, proof.Path.Count);
        Assert.IsType<NotFound>((await Prove(stores, Actors.Auditor, 99)).Refusal);
        Assert.IsType<NotFound>((await new ReadEntry(stores.Operation).RunAsync(Actors.Auditor, 99, CancellationToken.None)).Refusal);
        foreach (var actor in Actors.Without(Right.VerifyLedger))
        {
            Assert.IsType<NotAllowed>((await Prove(stores, actor, 3)).Refusal);
        }
    }

    [Fact]
    public async Task A_changed_entry_is_not_proved()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.ReadAsync(Actors.Staff, subject);
        await stores.ReadAsync(Actors.Dpo, subject);
        TestStores.Sql(
            stores.Files.Records,
            """
            DROP TRIGGER LedgerEntries_append_only;
            UPDATE LedgerEntries SET Bytes = (SELECT Bytes FROM LedgerEntries WHERE "Index" = 2) WHERE "Index" = 1;
            """);

        Assert.False((await Prove(stores, Actors.Auditor, 1)).Value.Holds);
    }

    private static Task<Result<EntryProof>> Prove(TestStores stores, Actor actor, long index) =>
        new ProveEntry(stores.Operation, stores.Services.GetRequiredService<RecordsStore>()).RunAsync(actor, index, CancellationToken.None);
}
