using System.Globalization;
using ComplianceConsole.Documents;
using ComplianceConsole.Domain;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Corrections;
using ComplianceConsole.Features.Destruction;
using ComplianceConsole.Features.Incidents;
using ComplianceConsole.Features.Reports;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Features.Today;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>What comes back from a backup, what cannot, and that nobody who was destroyed does.</summary>
public sealed class RestoreBackupTests
{
    [Fact]
    public async Task The_records_come_back_with_the_whole_ledger_behind_them_and_everything_holds()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var before = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Email, "ermekova@example.kz"));
        await TakeAsync(stores, copies.Backup("b1"));
        var after = await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"));
        await stores.BlockAsync(before);
        var head = await CloseAsync(stores);

        var restored = (await RestoreAsync(copies, copies.Backup("b1"), copies.One)).Value;

        Assert.Equal((head, 0L, 1), (restored.OfBackup + restored.Replayed, restored.Lost, restored.SubjectsMissing));
        Assert.Equal(copies.Data + Path.DirectorySeparatorChar + "console.db.replaced-1", restored.SetAside);
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, before)).Value[FieldCode.LastName]);
        Assert.Equal([before.Number], again.Search("Ermekova"));
        Assert.IsType<NotFound>((await again.ReadAsync(Actors.Dpo, after)).Refusal);
        Assert.True((await again.VerifyAsync()).Holds);
        Assert.Equal(2, restored.ToRepeat.Count);
    }

    [Fact]
    public async Task Restoring_a_backup_of_any_generation_brings_no_destroyed_subject_back()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var kept = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var destroyed = new List<SubjectId> { await stores.AddGulnaraAsync() };
        await TakeAsync(stores, copies.Backup("b0"));
        await DestroyAsync(stores, destroyed[0]);
        for (var generation = 1; generation <= 2; generation++)
        {
            destroyed.Add(await stores.AddSubjectAsync((FieldCode.LastName, "Omarova"), (FieldCode.ExternalId, $"o-{generation}")));
            await TakeAsync(stores, copies.Backup($"b{generation}"));
            await DestroyAsync(stores, destroyed[^1]);
        }

        var moment = stores.Clock.Now;
        await CloseAsync(stores);
        foreach (var generation in new[] { "b1", "b0", "b2" })
        {
            var restored = (await RestoreAsync(copies, copies.Backup(generation), copies.One)).Value;
            Assert.Equal((1, 0), (restored.Destroyed, restored.Waiting));

            var again = await copies.OpenAsync(copies.One);
            Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, kept)).Value[FieldCode.LastName]);
            Assert.Empty(again.Search("Omarova"));
            Assert.Empty(again.Search("Қожахметова"));
            Assert.Equal(0, TestStores.Sql(again.Files.Records, "SELECT COUNT(*) FROM Subjects WHERE Id > 1 AND (State <> 4 OR length(Profile) > 0)"));
            Assert.Equal(moment.ToUnixTimeTicks(), TestStores.Sql(again.Files.Records, "SELECT MAX(DestroyedAt) FROM Destructions"));
            Assert.Equal("dpo-1", await ActorOfAsync(again));
            var found = await again.VerifyAsync();
            Assert.True(found.Holds, found.Line);
            await CloseAsync(again);
        }
    }

    [Fact]
    public async Task Tombstones_that_the_keyring_lost_come_back_from_the_copies()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddGulnaraAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await DestroyAsync(stores, subject);
        await CloseAsync(stores);
        TestStores.Sql(stores.Files.Keyring, "DELETE FROM Tombstones");
        TestStores.Sql(Path.Combine(copies.One, "keys.db"), "DELETE FROM Tombstones");
        TestStores.ForgetConnections(stores.Files);

        var restored = (await RestoreAsync(copies, copies.Backup("b0"), copies.One)).Value;

        Assert.Equal((1, 1), (restored.Tombstones, restored.Destroyed));
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal(SubjectState.Destroyed, again.State(subject));
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task After_the_loss_of_the_data_the_keyring_comes_from_a_copy_and_everything_opens()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await DestroyAsync(stores, await stores.AddGulnaraAsync());
        await TakeAsync(stores, copies.Backup("b0"));
        await CloseAsync(stores);
        foreach (var lost in Directory.EnumerateFiles(copies.Data, "*.db*"))
        {
            File.Delete(lost);
        }

        var restored = (await RestoreAsync(copies, copies.Backup("b0"), copies.One)).Value;

        Assert.Equal((Path.Combine(copies.One, "keys.db"), null, 0), (restored.KeyringFrom, restored.SetAside, restored.RowsSetBack));
        await using var again = await copies.OpenAsync(copies.One);
        Assert.Equal("Ermekova", (await again.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task After_the_loss_of_the_whole_data_a_backup_a_copy_and_a_place_of_the_root_key_bring_everyone_back()
    {
        using var copies = new Copies();
        var stores = await copies.OpenWithRootKeyAsync(copies.One);
        var kept = new List<SubjectId>();
        for (var number = 1; number <= 20; number++)
        {
            kept.Add(await stores.AddSubjectAsync((FieldCode.LastName, $"Ermekova-{number}")));
        }

        await TakeAsync(stores, copies.Backup("b0"));

        // Each destruction renews the root key: what stands in its place must be of today.
        var destroyed = kept[7];
        await DestroyAsync(stores, destroyed);
        kept.Remove(destroyed);
        await CloseAsync(stores);
        Directory.Delete(copies.Data, recursive: true);

        var restored = (await RestoreAsync(copies, copies.Backup("b0"), copies.One, rootKey: copies.RootKey)).Value;

        Assert.Equal((Path.Combine(copies.One, "keys.db"), 1, 0L), (restored.KeyringFrom, restored.Destroyed, restored.Lost));
        await using var again = await copies.OpenWithRootKeyAsync(copies.One);
        foreach (var subject in kept)
        {
            Assert.StartsWith("Ermekova-", (await again.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName], StringComparison.Ordinal);
        }

        Assert.Equal(SubjectState.Destroyed, again.State(destroyed));
        var found = await again.VerifyAsync();
        Assert.True(found.Holds, found.Line);
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(copies.Data, "ledger.key")),
            await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(copies.RootKey)!, "ledger.key")));
    }

    [Fact]
    public async Task A_place_of_the_root_key_that_lacks_the_ledgers_key_is_given_it_and_another_key_there_is_refused()
    {
        using var copies = new Copies();
        await (await copies.OpenAsync()).CloseAsync();
        var place = Path.Combine(Path.GetDirectoryName(copies.RootKey)!, "ledger.key");

        await (await copies.OpenWithRootKeyAsync()).CloseAsync();
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(copies.Data, "ledger.key")), await File.ReadAllTextAsync(place));

        File.Delete(Path.Combine(copies.Data, "ledger.key"));
        await (await copies.OpenWithRootKeyAsync()).CloseAsync();
        Assert.True(File.Exists(Path.Combine(copies.Data, "ledger.key")));

        await File.WriteAllTextAsync(place, Convert.ToBase64String(new byte[32]));
        var refused = await Assert.ThrowsAsync<StoreException>(() => copies.OpenWithRootKeyAsync());
        Assert.Contains("differ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_keyring_in_place_is_refused_before_anything_is_replaced()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await TakeAsync(stores, copies.Backup("b0"));
        await stores.CloseAsync();
        var old = await File.ReadAllBytesAsync(stores.Files.Keyring);
        stores = await copies.OpenAsync(copies.One);
        var subject = await stores.AddGulnaraAsync();
        await TakeAsync(stores, copies.Backup("b1"));
        await CloseAsync(stores);
        await File.WriteAllBytesAsync(stores.Files.Keyring, old);
        var before = await File.ReadAllBytesAsync(stores.Files.Records);

        var refused = Assert.IsType<KeyringBehind>((await RestoreAsync(copies, copies.Backup("b1"), copies.One)).Refusal);

        Assert.Equal((stores.Files.Keyring, Path.Combine(copies.One, "keys.db")), (refused.Keyring, refused.Copy));
        Assert.Equal(before[100..], (await File.ReadAllBytesAsync(stores.Files.Records))[100..]);
        Assert.Empty(Directory.EnumerateFiles(copies.Data, "*re*ed*"));

        // As it says: moved away, the keyring comes from the copy.
        File.Delete(stores.Files.Keyring);
        Assert.True((await RestoreAsync(copies, copies.Backup("b1"), copies.One)).IsDone);
        await using var again = await copies.OpenAsync(copies.One);
        Assert.True((await again.ReadAsync(Actors.Dpo, subject)).IsDone);
    }

    [Fact]
    public async Task A_keyring_that_was_begun_anew_or_that_no_root_key_opens_is_refused_too()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await TakeAsync(stores, copies.Backup("b0"));
        await CloseAsync(stores);
        var root = await File.ReadAllTextAsync(stores.Files.RootKey);
        await File.WriteAllTextAsync(stores.Files.RootKey, Convert.ToBase64String(new byte[32]));
        Assert.IsType<NoRootKeyOpens>((await RestoreAsync(copies, copies.Backup("b0"), copies.One)).Refusal);

        await File.WriteAllTextAsync(stores.Files.RootKey, root);
        foreach (var lost in Directory.EnumerateFiles(copies.Data, "*.db*"))
        {
            File.Delete(lost);
        }

        await (await copies.OpenAsync()).CloseAsync();
        Assert.IsType<KeyringBehind>((await RestoreAsync(copies, copies.Backup("b0"), copies.One)).Refusal);
    }

    [Fact]
    public async Task Acts_that_are_written_again_have_the_numbers_that_stand_on_paper()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(Acts, copies.One);
        var subjects = new List<SubjectId>();
        for (var number = 1; number <= 4; number++)
        {
            subjects.Add(await stores.AddSubjectAsync((FieldCode.LastName, $"Omarova-{number}")));
        }

        await DestroyAsync(stores, subjects[3]);
        await TakeAsync(stores, copies.Backup("b0"));
        foreach (var subject in new[] { subjects[2], subjects[0], subjects[1] })
        {
            await DestroyAsync(stores, subject);
        }

        var missing = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await DestroyAsync(stores, missing);
        var numbers = Numbers(stores, subjects);
        Assert.Equal(["2026-3", "2026-4", "2026-2", "2026-1"], numbers);
        await CloseAsync(stores);

        var restored = (await RestoreAsync(copies, copies.Backup("b0"), copies.One, more: Acts)).Value;

        Assert.Equal((3, 1), (restored.Destroyed, restored.NumbersAtRisk));
        await using var again = await copies.OpenAsync(Acts, copies.One);
        Assert.Equal(numbers, Numbers(again, subjects));
        Assert.True((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Requests_go_on_behind_the_numbers_that_the_replayed_ledger_names()
    {
        using var copies = new Copies();
        var stores = await (await copies.OpenAsync(Requests, copies.One)).WithRegistersAsync();
        Assert.Equal("R-2026-000001", await RegisterAsync(stores));
        await TakeAsync(stores, copies.Backup("b0"));
        Assert.Equal("R-2026-000002", await RegisterAsync(stores));
        Assert.Equal("R-2026-000003", await RegisterAsync(stores));
        await CloseAsync(stores);

        var restored = (await RestoreAsync(copies, copies.Backup("b0"), copies.One, more: Requests)).Value;

        Assert.Equal(0, restored.NumbersAtRisk);
        await using var again = await copies.OpenAsync(Requests, copies.One);
        Assert.Equal("R-2026-000004", await RegisterAsync(again));
        Assert.Equal("R-2026-000005", await RegisterAsync(again));
    }

    [Fact]
    public async Task A_backup_of_a_newer_version_is_refused()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await CloseAsync(stores);
        TestStores.Sql(
            Path.Combine(copies.Backup("b0"), "console.db"),
            "INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('20991231000000_Later', '99.0')");

        Assert.IsType<BackupNewer>((await RestoreAsync(copies, copies.Backup("b0"))).Refusal);
    }

    [Fact]
    public async Task A_ledger_that_stays_behind_is_refused_until_the_loss_is_accepted_and_then_the_gap_is_told_for_ever()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await stores.ReadAsync(Actors.Dpo, subject);
        var last = await CloseAsync(stores);
        File.Delete(stores.Files.Records);

        var refused = Assert.IsType<LedgerStaysBehind>((await RestoreAsync(copies, copies.Backup("b0"))).Refusal);
        Assert.Equal((last - 1, last), (refused.Entries, refused.Remembered));
        Assert.False(File.Exists(stores.Files.Records));

        var restored = (await RestoreAsync(copies, copies.Backup("b0"), acceptsLoss: true)).Value;

        Assert.Equal(1, restored.Lost);
        await using var again = await copies.OpenAsync();
        Assert.True((await again.ReadAsync(Actors.Dpo, subject)).IsDone);
        again.Services.GetRequiredService<HeadMemory>().Remember();
        var found = await again.VerifyAsync();
        Assert.True(found.Holds, found.Line);
        Assert.Equal($"ledger: begins anew at entry {last - 1}: 1 entries were lost, and the loss was accepted", Assert.Single(found.OriginLines));
        Assert.Equal(TestStores.Sql(again.Files.Records, "SELECT Size FROM LedgerHeads"), TestStores.Sql(again.Files.Keyring, "SELECT Size FROM RememberedHeads"));
    }

    [Fact]
    public async Task Where_a_crash_kept_the_keyring_from_learning_of_an_accepted_loss_the_ledger_still_holds()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await stores.ReadAsync(Actors.Dpo, subject);
        await CloseAsync(stores);
        File.Delete(stores.Files.Records);
        var remembered = RememberedHeads.In(stores.Files.Keyring)!;
        Assert.True((await RestoreAsync(copies, copies.Backup("b0"), acceptsLoss: true)).IsDone);
        RememberedHeads.Replace(stores.Files, remembered);
        TestStores.ForgetConnections(stores.Files);

        await using var again = await copies.OpenAsync();
        Assert.True((await again.VerifyAsync()).Holds);
        RememberedHeads.Replace(stores.Files, remembered with { Root = remembered.Tag });
        Assert.False((await again.VerifyAsync()).Holds);
    }

    [Fact]
    public async Task The_copies_give_up_what_was_lost_and_are_shipped_anew()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync(copies.One);
        await stores.AddGulnaraAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await CloseAsync(stores);
        stores = await copies.OpenAsync(copies.One, copies.Two);
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await CloseAsync(stores);
        File.Delete(stores.Files.Records);
        Directory.Delete(copies.One, recursive: true);
        Directory.Delete(copies.Two, recursive: true);
        Directory.CreateDirectory(copies.One);

        Assert.True((await RestoreAsync(copies, copies.Backup("b0"), acceptsLoss: true)).IsDone);

        await using var again = await copies.OpenAsync(copies.One);
        Copies.Ship(again);
        Assert.Equal(TestStores.Sql(again.Files.Records, "SELECT Size FROM LedgerHeads"), new TailFolder(copies.One).Read().Last().Head!.Size);
    }

    [Fact]
    public async Task Nothing_is_touched_while_a_console_has_the_records_open()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await TakeAsync(stores, copies.Backup("b0"));

        Assert.IsType<DataInUse>((await RestoreAsync(copies, copies.Backup("b0"))).Refusal);

        Assert.True((await stores.ReadAsync(Actors.Dpo, subject)).IsDone);
        Assert.Empty(Directory.EnumerateFiles(copies.Data, "*restor*"));
    }

    [Fact]
    public async Task What_is_no_backup_of_this_console_is_refused_and_nothing_is_changed()
    {
        using var copies = new Copies();
        using var others = new Copies();
        var stores = await copies.OpenAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await CloseAsync(stores);
        var other = await others.OpenAsync();
        await TakeAsync(other, copies.Backup("foreign"));
        await CloseAsync(other);
        Directory.CreateDirectory(copies.Backup("damaged"));
        var bytes = await File.ReadAllBytesAsync(Path.Combine(copies.Backup("b0"), "console.db"));
        bytes.AsSpan(bytes.Length / 2, 4_096).Fill(7);
        await File.WriteAllBytesAsync(Path.Combine(copies.Backup("damaged"), "console.db"), bytes);
        var before = await File.ReadAllBytesAsync(stores.Files.Records);

        Assert.IsType<BackupUnreadable>((await RestoreAsync(copies, copies.One)).Refusal);
        Assert.IsType<BackupUnreadable>((await RestoreAsync(copies, copies.Backup("damaged"))).Refusal);
        Assert.IsType<BackupForeign>((await RestoreAsync(copies, copies.Backup("foreign"))).Refusal);

        // But for its header, in which SQLite notes that nobody had it open.
        Assert.Equal(before[100..], (await File.ReadAllBytesAsync(stores.Files.Records))[100..]);
        await using var again = await copies.OpenAsync();
    }

    [Fact]
    public async Task Half_a_restoration_is_opened_by_nothing_but_its_repetition()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await CloseAsync(stores);
        new RestoreMark(stores.Files).Set();

        await Assert.ThrowsAsync<StoreException>(() => copies.OpenAsync());
        Assert.True((await RestoreAsync(copies, copies.Backup("b0"))).IsDone);

        await using var again = await copies.OpenAsync();
    }

    [Fact]
    public async Task Without_a_keyring_anywhere_nothing_is_restored()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        await TakeAsync(stores, copies.Backup("b0"));
        await CloseAsync(stores);
        Directory.Delete(copies.Data, recursive: true);

        Assert.IsType<NoKeyring>((await RestoreAsync(copies, copies.Backup("b0"), copies.One)).Refusal);
    }

    private static void Acts(IServiceCollection services) => services.AddConsoleDocuments().AddDestruction();

    private static void Requests(IServiceCollection services)
    {
        Acts(services);
        services.AddRequests().AddReports().AddCorrections().AddToday().AddIncidents();
        services.TryAddSingleton(new MailSettings());
    }

    private static List<string> Numbers(TestStores stores, IEnumerable<SubjectId> subjects)
    {
        using var db = stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>().CreateDbContext();
        var acts = db.Destructions.ToDictionary(row => row.SubjectId, row => string.Create(CultureInfo.InvariantCulture, $"{row.ActYear}-{row.ActSerial}"));
        return [.. subjects.Select(subject => acts[subject.Number])];
    }

    private static async Task<string> RegisterAsync(TestStores stores) =>
        (await stores.Services.GetRequiredService<RegisterRequest>().HandleAsync(
            Actors.Staff,
            new RegisterRequestCommand
            {
                Kind = RequestKind.Disclosure,
                Applicant = ApplicantKind.Subject,
                Channel = Channel.Email,
                ReceivedAt = stores.Clock.Now,
                IdentityCheck = IdentityCheck.KnownAddress,
                Language = "en",
                ApplicantName = "Aruzhan Ermekova",
                ReplyTo = "a.ermekova@example.kz",
                Text = "What do you hold about me?",
            },
            CancellationToken.None)).Value.ToString();

    private static async Task TakeAsync(TestStores stores, string directory) =>
        Assert.True((await stores.Services.GetRequiredService<TakeBackup>().HandleAsync(Actors.Administrator, directory, CancellationToken.None)).IsDone);

    private static async Task DestroyAsync(TestStores stores, SubjectId subject)
    {
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
    }

    private static async Task<string> ActorOfAsync(TestStores stores)
    {
        await using var db = await stores.Services.GetRequiredService<IDbContextFactory<RecordsContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return Assert.Single(db.Destructions.Select(row => row.ActorId).Distinct());
    }

    // As a console stops: what is remembered and shipped is up to date.
    private static async Task<long> CloseAsync(TestStores stores)
    {
        stores.Services.GetRequiredService<HeadMemory>().Remember();
        Copies.Ship(stores);
        var size = stores.Services.GetRequiredService<RecordsStore>().Ledger.Head?.Size ?? 0;
        await stores.CloseAsync();
        return size;
    }

    private static async Task<Result<Restored>> RestoreAsync(
        Copies copies, string backup, string? copy = null, bool acceptsLoss = false, string? rootKey = null,
        Action<IServiceCollection>? more = null)
    {
        var files = new StoreFiles(copies.Data, Path.Combine(copies.Data, "root.key")) { MoreRootKeys = rootKey is null ? [] : [rootKey] };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddConsoleStorage(_ => files);
        string[] places = copy is null ? [] : [copy];
        services.AddSingleton(new KeyringSettings { Copies = places }).AddKeyringCopies(places);
        services.Replace(ServiceDescriptor.Singleton<IClock>(new AdjustableClock(Instant.FromUtc(2026, 12, 1, 6, 0))));
        more?.Invoke(services);
        await using var provider = services.BuildServiceProvider();
        try
        {
            return await provider.GetRequiredService<RestoreBackup>().HandleAsync(Actors.Administrator, backup, acceptsLoss, CancellationToken.None);
        }
        finally
        {
            await provider.DisposeAsync();
            TestStores.ForgetConnections(files);
        }
    }
}
