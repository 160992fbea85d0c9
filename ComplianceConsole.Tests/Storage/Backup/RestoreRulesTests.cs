using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Lifting;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sessions;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>What a restoration must not do beside bringing the records back, and what it leaves in order.</summary>
public sealed class RestoreRulesTests
{
    [Fact]
    public async Task Only_who_may_change_settings_takes_a_backup_or_restores_one()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        foreach (var actor in new[] { Actors.Dpo, Actors.Staff, Actors.Manager, Actors.Auditor })
        {
            var take = await stores.Services.GetRequiredService<TakeBackup>().HandleAsync(actor, copies.Backup("no"), CancellationToken.None);
            Assert.Equal(new NotAllowed(Right.ChangeSettings), take.Refusal);
        }

        Assert.False(Directory.Exists(copies.Backup("no")));
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        var before = await File.ReadAllBytesAsync(stores.Files.Records);
        foreach (var actor in new[] { Actors.Dpo, Actors.Staff, Actors.Manager, Actors.Auditor })
        {
            Assert.Equal(new NotAllowed(Right.ChangeSettings), (await copies.RestoreAsync(copies.Backup("b0"), copies.One, actor: actor)).Refusal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(stores.Files.Records));
        Assert.Empty(Directory.EnumerateFiles(copies.Data, "*.replaced-*"));
    }

    [Fact]
    public async Task Nobody_stays_signed_in_by_a_session_of_the_backup()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await using (var db = await ContextAsync(stores))
        {
            db.Sessions.Add(new SessionRow
            {
                Id = "digest",
                PersonId = "staff-1",
                Roles = Role.Staff,
                RolesReadAt = stores.Clock.Now,
                ExpiresAt = stores.Clock.Now.Plus(NodaTime.Duration.FromDays(9)),
                Ticket = [1],
            });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        Assert.Equal(1, TestStores.Sql(Path.Combine(copies.Backup("b0"), "console.db"), "SELECT COUNT(*) FROM Sessions"));

        Assert.True((await copies.RestoreAsync(copies.Backup("b0"), copies.One)).IsDone);

        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Sessions"));
    }

    [Fact]
    public async Task The_head_after_it_is_remembered_at_once()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.AddGulnaraAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Value;

        Assert.Equal(restored.Head, RememberedHeads.In(stores.Files.Keyring));
        Assert.Equal(restored.Head.Size, TestStores.Sql(stores.Files.Records, "SELECT Size FROM LedgerHeads"));
    }

    [Fact]
    public async Task Who_went_back_is_found_by_the_identifiers_of_then_and_no_longer_by_those_of_later()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"), (FieldCode.Email, "then@example.kz"));
        await stores.TakeAsync(copies.Backup("b0"));
        Assert.True((await stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.CorrectSubject,
            "test.correct",
            async (scope, cancellation) =>
            {
                var record = (await scope.OpenAsync(subject, Uses.Correct, cancellation)).Value;
                var row = (await scope.Db.Subjects.FindAsync([subject.Number], cancellation))!;
                var profile = record.Shown.With(FieldCode.Email, "later@example.kz", FieldSource.Registration, scope.Now);
                Assert.True(scope.MoveIdentifier(IdentifierKind.Email, "then@example.kz", "later@example.kz", subject.Number));
                scope.Seal(row, profile);
                scope.Changed(row, profile);
                return default(Done);
            },
            CancellationToken.None)).IsDone);
        Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.Email, "then@example.kz", 9));
        await stores.EndAsync();

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Value;

        Assert.Equal(0, restored.IdentifiersTaken);
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal([subject.Number], again.Keyring.FindSubjects(IdentifierKind.Email, "then@example.kz", 9));
        Assert.Empty(again.Keyring.FindSubjects(IdentifierKind.Email, "later@example.kz", 9));
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task The_search_index_of_before_finds_nobody_any_more()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        await stores.Services.GetRequiredService<ComplianceConsole.Storage.Search.SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        Assert.Single(stores.Search("Omarova"));
        await stores.EndAsync();

        Assert.Equal(0, (await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Value.Indexed);

        await using var again = await copies.OpenAsync(copies.One);
        Assert.Empty(again.Search("Omarova"));
    }

    [Fact]
    public async Task A_longer_ledger_of_a_copy_that_went_another_way_than_the_backup_is_not_put_behind_it()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await stores.AddGulnaraAsync();
        await stores.EndAsync();
        var fork = await File.ReadAllBytesAsync(stores.Files.Records, TestContext.Current.CancellationToken);
        var one = await copies.OpenAsync();
        var subject = await one.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await one.TakeAsync(copies.Backup("b0"));
        await one.EndAsync();

        // Another way from the same place, and further.
        await File.WriteAllBytesAsync(stores.Files.Records, fork, TestContext.Current.CancellationToken);
        TestStores.Sql(stores.Files.Keyring, "DELETE FROM RememberedHeads");
        TestStores.ForgetConnections(stores.Files);
        var other = await copies.OpenAsync(copies.One);
        await other.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        await other.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        await other.LoseRecordsAsync();

        Assert.IsType<LedgerStaysBehind>((await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Refusal);

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, acceptsLoss: true)).Value;
        Assert.Equal((0L, null), (restored.Replayed, restored.ReplayedFrom));
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        var found = await again.VerifyAsync();
        Assert.True(found.Holds, found.Line);
    }

    [Theory]
    [InlineData("DELETE FROM LedgerEntries WHERE \"Index\" = 1")]
    [InlineData("UPDATE LedgerEntries SET LeafHash = randomblob(32) WHERE \"Index\" = 1")]
    [InlineData("UPDATE LedgerEntries SET Bytes = (SELECT Bytes FROM LedgerEntries WHERE \"Index\" = 0) WHERE \"Index\" = 1")]
    public async Task A_backup_whose_entries_do_not_fit_its_head_is_refused(string sql)
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await stores.AddGulnaraAsync();
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        var backup = Path.Combine(copies.Backup("b0"), "console.db");
        foreach (var trigger in Triggers(backup))
        {
            TestStores.Sql(backup, $"DROP TRIGGER \"{trigger}\"");
        }

        TestStores.Sql(backup, sql);

        Assert.Equal(new BackupUnreadable(copies.Backup("b0")), (await copies.RestoreAsync(copies.Backup("b0"))).Refusal);
        await using var again = await copies.OpenAsync();
    }

    [Fact]
    public async Task A_tombstone_that_only_a_copy_knows_as_lifted_is_lifted()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(WithLifting, copies.One);
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"), (FieldCode.ExternalId, "o-1"));
        await stores.DestroyAsync(subject);
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        var keyrings = new[] { stores.Files.Keyring, Path.Combine(copies.One, "keys.db") };
        var before = keyrings.Select(File.ReadAllBytes).ToList();
        stores = await copies.OpenAsync(WithLifting, copies.One);
        Assert.True((await stores.Services.GetRequiredService<LiftTombstone>().HandleAsync(Actors.Dpo, subject, CancellationToken.None)).IsDone);
        await stores.EndAsync();
        for (var place = 0; place < keyrings.Length; place++)
        {
            await File.WriteAllBytesAsync(keyrings[place], before[place], TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, (await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Value.Tombstones);

        await using var again = await copies.OpenAsync(WithLifting, copies.One);
        Assert.False(again.Services.GetRequiredService<LiftTombstone>().Read(Actors.Dpo, subject).Value.IsRefused);
        Assert.Equal([null], again.Keyring.FindDestroyed(["o-1"]));
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task What_was_done_last_is_shipped_when_the_console_stops()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync(copies.One);
        var shipping = stores.Services.GetRequiredService<LedgerShipping>();
        await stores.AddGulnaraAsync();

        await shipping.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(TestStores.Sql(stores.Files.Records, "SELECT Size FROM LedgerHeads"), new TailFolder(copies.One).Read().Last().Head!.Size);
    }

    private static void WithLifting(IServiceCollection services) => services.AddTransient<LiftTombstone>();

    private static Task<RecordsContext> ContextAsync(TestStores stores) =>
        stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    private static List<string> Triggers(string file)
    {
        using var connection = ComplianceConsole.Storage.Sqlite.SqliteStore.Open($"Data Source={file};Pooling=False");
        using var names = new ComplianceConsole.Storage.Sqlite.SqliteStatement(
            connection, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'LedgerEntries'");
        var found = new List<string>();
        while (names.Step())
        {
            found.Add(names.Text(0)!);
        }

        return found;
    }
}
