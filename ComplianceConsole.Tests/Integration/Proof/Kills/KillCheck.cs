using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration.Proof.Kills;

/// <summary>Opens the stores after a kill, as the next start does, sweeps, and compares with what was acknowledged.</summary>
internal static class KillCheck
{
    public static async Task RunAsync(string folder, KillModel model)
    {
        var stores = await ProofStores.OpenAsync(folder);
        try
        {
            Assert.All(model.Finished, id => Assert.Equal(SubjectState.Destroyed, stores.State(new SubjectId(id))));
            Assert.All(model.Finished, id => Assert.NotNull(stores.Keyring.DestroyedAt(KeyHolder.Subject, id)));
            await stores.Services.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);
            await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);

            model.FindEntered(stores);
            await LookAtPeopleAsync(stores, model);
            model.Forget();
            LookAtStores(stores, folder, model);
            LookAtBackups(folder, model);
            var found = await stores.VerifyAsync();
            Assert.True(found.Holds, found.Line);
        }
        finally
        {
            await stores.CloseAsync();
        }
    }

    private static async Task LookAtPeopleAsync(TestStores stores, KillModel model)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContextAsync();
        var rows = await db.Subjects.AsNoTracking().ToListAsync();
        Assert.Equal(model.People.Keys.Order(), rows.Select(row => row.Id).Order());
        foreach (var row in rows)
        {
            var person = Find(stores, row, model.People[row.Id].Name);
            Assert.Contains(
                model.MayBe(row.Id),
                may => may.State == person.State && (may.State == SubjectState.Destroyed || may == person));
            model.People[row.Id] = person;
        }
    }

    // What stands there, opened without the door: the door would write an entry for each.
    private static Person Find(TestStores stores, SubjectRow row, string name)
    {
        using var cipher = stores.Keyring.Open(KeyHolder.Subject, row.Id);
        if (row.State == SubjectState.Destroyed)
        {
            Assert.Null(cipher);
            Assert.Empty(row.Profile);
            Assert.Empty(stores.Keyring.FindSubjects(IdentifierKind.ExternalId, name, 1));
            return new Person(name, "", row.State);
        }

        var profile = ProfileCodec.Read(Cipher.Open(cipher!, KeyHolder.Subject, row.Id, Places.Profile(row.Id), row.Profile));
        var email = profile[FieldCode.Email]!;
        Assert.Equal(name, profile[FieldCode.FirstName]);
        Assert.Equal([row.Id], stores.Keyring.FindSubjects(IdentifierKind.ExternalId, name, 2));
        Assert.Equal([row.Id], stores.Keyring.FindSubjects(IdentifierKind.Email, email, 2));
        return new Person(name, email, row.State);
    }

    private static void LookAtStores(TestStores stores, string folder, KillModel model)
    {
        var destroyed = model.People.Values.Count(person => person.State == SubjectState.Destroyed);
        var living = model.People.Count - destroyed;
        Assert.Equal(0, TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM Destructions WHERE DestroyedAt IS NULL"));
        foreach (var keyring in (string[])[stores.Files.Keyring, Path.Combine(ProofStores.CopyIn(folder), "keys.db")])
        {
            Assert.Equal(living, TestStores.Sql(keyring, "SELECT COUNT(*) FROM HolderKeys WHERE Kind = 0"));
            Assert.Equal(destroyed, TestStores.Sql(keyring, "SELECT COUNT(*) FROM Tombstones WHERE Kind = 0"));
            Assert.Equal(living, TestStores.Sql(keyring, "SELECT COUNT(*) FROM Identifiers WHERE Kind = 1"));
            Assert.Equal(0, TestStores.Sql(keyring, "SELECT COUNT(*) FROM Identifiers WHERE Pending = 1"));
        }

        Assert.Equal(living, stores.Services.GetRequiredService<SearchIndex>().Count);
        Assert.Equal(
            Assert.Single(TreeStores.RootKeysIn(ProofStores.DataIn(folder))), Assert.Single(TreeStores.RootKeysIn(ProofStores.PlaceIn(folder))));
    }

    // One that bears its name is whole, whether or not it was said; one that was said bears its name.
    private static void LookAtBackups(string folder, KillModel model)
    {
        foreach (var (name, people) in model.Backups)
        {
            var file = new BackupFolder(Path.Combine(folder, "backups", name)).Records;
            using var copy = new SqliteConnection(BackupFolder.ReadOnly(file));
            copy.Open();
            Assert.Null(BackupFolder.DamageOf(copy));
            Assert.NotNull(BackupFolder.HeadOf(copy));
            using var count = copy.CreateCommand();
            count.CommandText = "SELECT COUNT(*) FROM Subjects";
            Assert.Equal((long)people, Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture));
        }

        // Looked at once; a thousand rounds leave hundreds of them.
        model.Backups.Clear();
        if (Directory.Exists(Path.Combine(folder, "backups")))
        {
            Directory.Delete(Path.Combine(folder, "backups"), recursive: true);
        }
    }
}
