using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

/// <summary>Taking in many subjects in one transaction.</summary>
public sealed class AddSubjectsTests
{
    [Fact]
    public async Task Who_is_added_opens_is_found_and_stands_in_a_ledger_that_holds()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        using var sealer = new SubjectSealer(stores.Keyring, 450);
        var subjects = Enumerable.Range(0, 450).Select(i => sealer.Seal(Subject(stores, $"u{i}"))).ToList();

        var added = await AddAsync(stores, subjects);

        Assert.All(added.Value, addition => Assert.Equal(Addition.Added, addition));
        Assert.Equal("Ermekova", (await stores.ReadAsync(Actors.Dpo, subjects[7].Id)).Value[FieldCode.LastName]);
        Assert.Equal(450, stores.Services.GetRequiredService<SearchIndex>().Count);
        Assert.Equal(3, TestStores.Sql(stores.Files.Records, "SELECT COUNT(DISTINCT EntryIndex) FROM LedgerSubjects WHERE EntryIndex < 4"));
        Assert.True((await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task Who_is_there_already_leaves_nothing_behind()
    {
        await using var stores = await TestStores.OpenAsync();
        using var sealer = new SubjectSealer(stores.Keyring, 3);
        await AddAsync(stores, [sealer.Seal(Subject(stores, "u1"))]);

        var again = await AddAsync(
            stores,
            [sealer.Seal(Subject(stores, "u1", "other@example.kz")), sealer.Seal(Subject(stores, "u2", "U1@example.kz"))]);

        Assert.Equal([Addition.ExternalIdTaken, Addition.EmailTaken], again.Value);
        Assert.Equal(1, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal(1, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM HolderKeys WHERE Kind = 0"));
        Assert.Equal(2, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Identifiers"));
    }

    [Fact]
    public async Task Who_is_taken_in_by_the_same_call_is_no_orphan()
    {
        await using var stores = await TestStores.OpenAsync();
        using var sealer = new SubjectSealer(stores.Keyring, 5);
        await AddAsync(stores, [sealer.Seal(Subject(stores, "u1"))]);

        var added = await AddAsync(
            stores,
            [
                sealer.Seal(Subject(stores, "u1", "freed@example.kz")),
                sealer.Seal(Subject(stores, "u2", "same@example.kz")),
                sealer.Seal(Subject(stores, "u3", "Same@example.kz")),
                sealer.Seal(Subject(stores, "u4", "freed@example.kz")),
            ]);

        Assert.Equal([Addition.ExternalIdTaken, Addition.Added, Addition.EmailTaken, Addition.Added], added.Value);
        Assert.Equal(3, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal(3, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM HolderKeys WHERE Kind = 0"));
        Assert.Equal(6, TestStores.Sql(stores.Files.Keyring, "SELECT COUNT(*) FROM Identifiers"));
        Assert.True((await stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(null, CancellationToken.None)).Holds);
    }

    [Fact]
    public async Task Another_change_between_commit_and_index_is_indexed_too()
    {
        await using var stores = await TestStores.OpenAsync();
        var maintenance = stores.Services.GetRequiredService<SearchMaintenance>();
        var index = stores.Services.GetRequiredService<SearchIndex>();
        await maintenance.CatchUpAsync(CancellationToken.None);
        using var sealer = new SubjectSealer(stores.Keyring, 3);
        await AddAsync(stores, [sealer.Seal(Subject(stores, "u1"))]);
        await AddAsync(stores, [sealer.Seal(Subject(stores, "u2"))]);

        // As after a crash between the two: the index has the first and knows nothing of the second.
        Assert.Equal(2, index.Count);
        index.Remove([2]);
        TestStores.Sql(stores.Files.Search, "UPDATE meta SET value = value - 1 WHERE key = 'applied'");
        await AddAsync(stores, [sealer.Seal(Subject(stores, "u3"))]);

        Assert.Equal(3, index.Count);
        Assert.Equal(stores.Services.GetRequiredService<RecordsStore>().Ledger.Head!.Size, index.AppliedIndex);
    }

    [Fact]
    public async Task A_key_sealed_under_before_its_shelf_was_replaced_opens_all_the_same()
    {
        await using var stores = await TestStores.OpenAsync();
        using var sealer = new SubjectSealer(stores.Keyring, 1);
        var subject = sealer.Seal(Subject(stores, "u1"));
        await KeyringTests.ReplaceShelvesAsync(stores);

        Assert.True((await AddAsync(stores, [subject])).IsDone);

        await stores.CloseAsync();
        await using var again = await TestStores.OpenAsync(stores.Directory);
        using var cipher = again.Keyring.Open(KeyHolder.Subject, subject.Id.Number);
        Assert.NotNull(cipher);
    }

    [Fact]
    public async Task Numbers_left_over_are_given_back()
    {
        await using var stores = await TestStores.OpenAsync();
        SubjectId first;
        using (var sealer = new SubjectSealer(stores.Keyring, 50_000))
        {
            first = sealer.Seal(Subject(stores, "u1")).Id;
        }

        Assert.Equal(first.Number + 1, (await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"))).Number);
    }

    [Fact]
    public async Task When_the_ledger_cannot_be_written_nobody_is_added_and_the_sweep_removes_the_keys()
    {
        await using var stores = await TestStores.OpenAsync();
        TestStores.Sql(stores.Files.Records, "CREATE TRIGGER refuse BEFORE INSERT ON LedgerEntries BEGIN SELECT RAISE(ABORT, 'disk'); END");
        using var sealer = new SubjectSealer(stores.Keyring, 1);

        var refused = await AddAsync(stores, [sealer.Seal(Subject(stores, "u1"))]);

        Assert.IsType<StoreUnavailable>(refused.Refusal);
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal(1, await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None));
        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.ExternalId, "u1", 1));
    }

    [Fact]
    public async Task Only_those_who_may_import_add()
    {
        await using var stores = await TestStores.OpenAsync();
        using var sealer = new SubjectSealer(stores.Keyring, 1);
        var subject = sealer.Seal(Subject(stores, "u1"));

        foreach (var actor in Actors.Without(Right.Import))
        {
            Assert.IsType<NotAllowed>((await AddAsync(stores, [subject], actor)).Refusal);
        }
    }

    private static Task<Result<IReadOnlyList<Addition>>> AddAsync(TestStores stores, IReadOnlyList<SealedSubject> subjects, Actor? actor = null) =>
        stores.Operation.AddSubjectsAsync(actor ?? Actors.Administrator, "test.add", subjects, CancellationToken.None);

    private static NewSubject Subject(TestStores stores, string id, string? email = null) =>
        new(
            new[] { (FieldCode.ExternalId, id), (FieldCode.LastName, "Ermekova"), (FieldCode.Email, email ?? id + "@example.kz") }.Aggregate(
                Profile.Empty, (profile, value) => profile.With(value.Item1, value.Item2, FieldSource.Registration, stores.Clock.Now)),
            "2025-03",
            [new ConsentEvent(stores.Clock.Now, ConsentAct.Registration, ConsentEventKind.Given, "2025-03", Channel.Resource, ["3.2.1"], "proof")],
            stores.Clock.Now);
}
