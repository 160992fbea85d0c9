using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Audit.Verification;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Features.Audit;

public sealed class VerifyStoresTests
{
    [Fact]
    public async Task Who_may_verify_is_told_the_line_of_the_verb_and_leaves_no_entry()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        foreach (var actor in Actors.All.Where(actor => actor.May(Right.VerifyLedger)))
        {
            var found = (await Verify(stores).RunAsync(actor, null, CancellationToken.None)).Value;
            Assert.True(found.Holds);
            Assert.Equal($"ledger: 1 entries, root {found.Ledger.Root}, ok", found.Line);
        }

        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task Who_may_not_is_refused_and_recorded()
    {
        await using var stores = await TestStores.OpenAsync();

        foreach (var actor in Actors.Without(Right.VerifyLedger))
        {
            Assert.IsType<NotAllowed>((await Verify(stores).RunAsync(actor, null, CancellationToken.None)).Refusal);
        }

        Assert.Equal(2, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries"));
    }

    [Fact]
    public async Task What_was_tampered_with_is_named()
    {
        await using var stores = await TestStores.OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.ReadAsync(Actors.Staff, subject);
        TestStores.Sql(
            stores.Files.Records,
            "DROP TRIGGER LedgerEntries_append_only; UPDATE LedgerEntries SET LeafHash = zeroblob(32) WHERE \"Index\" = 1;");

        var found = (await Verify(stores).RunAsync(Actors.Auditor, null, CancellationToken.None)).Value;

        Assert.False(found.Holds);
        Assert.Equal("ledger: entry 1 does not hold (LeafHashWrong)", found.Line);
    }

    private static VerifyStores Verify(TestStores stores) =>
        new(stores.Operation, stores.Services.GetRequiredService<StoreVerifier>(), stores.Services.GetRequiredService<RecordsStore>());
}
