using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>What is lost of the ledger is refused, accepted, and told for ever.</summary>
public sealed class RestoreLossTests
{
    [Fact]
    public async Task A_ledger_that_stays_behind_is_refused_until_the_loss_is_accepted_and_then_the_gap_is_told_for_ever()
    {
        using var copies = new Copies();
        var stores = await copies.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.ReadAsync(Actors.Dpo, subject);
        var last = await stores.EndAsync();
        File.Delete(stores.Files.Records);

        var refused = Assert.IsType<LedgerStaysBehind>((await copies.RestoreAsync(copies.Backup("b0"))).Refusal);
        Assert.Equal((last - 1, last), (refused.Entries, refused.Remembered));
        Assert.False(File.Exists(stores.Files.Records));

        var restored = (await copies.RestoreAsync(copies.Backup("b0"), acceptsLoss: true)).Value;

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
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.ReadAsync(Actors.Dpo, subject);
        await stores.EndAsync();
        File.Delete(stores.Files.Records);
        var remembered = RememberedHeads.In(stores.Files.Keyring)!;
        Assert.True((await copies.RestoreAsync(copies.Backup("b0"), acceptsLoss: true)).IsDone);
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
        await stores.TakeAsync(copies.Backup("b0"));
        await stores.EndAsync();
        stores = await copies.OpenAsync(copies.One, copies.Two);
        await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.EndAsync();
        File.Delete(stores.Files.Records);
        Directory.Delete(copies.One, recursive: true);
        Directory.Delete(copies.Two, recursive: true);
        Directory.CreateDirectory(copies.One);

        Assert.True((await copies.RestoreAsync(copies.Backup("b0"), acceptsLoss: true)).IsDone);

        await using var again = await copies.OpenAsync(copies.One);
        Copies.Ship(again);
        Assert.Equal(TestStores.Sql(again.Files.Records, "SELECT Size FROM LedgerHeads"), new TailFolder(copies.One).Read().Last().Head!.Size);
    }
}
