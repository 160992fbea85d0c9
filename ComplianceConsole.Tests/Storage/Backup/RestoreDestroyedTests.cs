using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>Nobody who was destroyed comes back from a backup, and their acts stay what they were.</summary>
public sealed class RestoreDestroyedTests
{
    [Fact]
    public async Task Restoring_a_backup_of_any_generation_brings_no_destroyed_subject_back()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var kept = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var destroyed = new List<SubjectId> { await stores.AddGulnaraAsync() };
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.DestroyAsync(destroyed[0]);
        for (var generation = 1; generation <= 2; generation++)
        {
            destroyed.Add(await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"), (FieldCode.ExternalId, $"o-{generation}")));
            await stores.TakeAsync(copies.Backup($"b{generation}"));
            await stores.DestroyAsync(destroyed[^1]);
        }

        var moment = stores.Clock.Now;
        await stores.EndAsync();
        foreach (var generation in new[] { "b1", "b0", "b2" })
        {
            var restored = (await copies.RestoreAsync(copies.Backup(generation), copies.One)).Value;
            Assert.Equal((1, 0), (restored.Destroyed, restored.Waiting));

            var again = await copies.OpenAsync(copies.One);
            Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, kept)).Value[FieldCode.LastName]);
            Assert.Empty(again.Search("Omarova"));
            Assert.Empty(again.Search("Қожахметова"));
            Assert.Equal(0, TestStores.Sql(again.Files.Records, "SELECT COUNT(*) FROM Subjects WHERE Id > 1 AND (State <> 4 OR length(Profile) > 0)"));
            Assert.Equal(moment.ToUnixTimeTicks(), TestStores.Sql(again.Files.Records, "SELECT MAX(DestroyedAt) FROM Destructions"));
            Assert.Equal("dpo-1", await again.DeciderAsync());
            var found = await again.VerifyAsync();
            Assert.True(found.Holds, found.Line);
            await again.EndAsync();
        }
    }

    [Fact]
    public async Task Tombstones_that_the_keyring_lost_come_back_from_the_copies()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddGulnaraAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.DestroyAsync(subject);
        await stores.EndAsync();
        TestStores.Sql(stores.Files.Keyring, "DELETE FROM Tombstones");
        TestStores.Sql(Path.Combine(copies.One, "keys.db"), "DELETE FROM Tombstones");
        TestStores.ForgetConnections(stores.Files);

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One)).Value;

        Assert.Equal((1, 1), (restored.Tombstones, restored.Destroyed));
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal(SubjectState.Destroyed, again.State(subject));
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Acts_that_are_written_again_have_the_numbers_that_stand_on_paper(bool hasFacts)
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(RestoreDesk.Requests, copies.One);
        var subjects = new List<SubjectId>();
        for (var number = 1; number <= 4; number++)
        {
            subjects.Add(await stores.AddSubjectAsync((FieldCode.LastName, $"Omarova-{number}")));
        }

        await stores.DestroyAsync(subjects[3]);
        await stores.TakeAsync(copies.Backup("b0"));
        foreach (var subject in new[] { subjects[2], subjects[0], subjects[1] })
        {
            await stores.DestroyAsync(subject);
        }

        var missing = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.DestroyAsync(missing);
        var numbers = stores.ActsOf(subjects);
        Assert.Equal(["2026-3", "2026-4", "2026-2", "2026-1"], numbers);
        await stores.EndAsync();
        if (!hasFacts)
        {
            // As a version before them left the copy.
            File.Delete(new TailFolder(copies.One).Facts);
            File.Delete(stores.Files.Records);
        }


        var restored = (await copies.RestoreAsync(copies.Backup("b0"), copies.One, more: RestoreDesk.Requests)).Value;

        Assert.Equal((3, 0), (restored.Destroyed, restored.NumbersAtRisk));
        await using var again = await copies.OpenAsync(RestoreDesk.Requests, copies.One);
        Assert.Equal(numbers, again.ActsOf(subjects));
        var next = await again.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await again.DestroyAsync(next);
        Assert.Equal(["2026-5", "2026-6"], again.ActsOf([missing, next]));
        Assert.True((await again.VerifyAsync()).Holds);
    }
}
