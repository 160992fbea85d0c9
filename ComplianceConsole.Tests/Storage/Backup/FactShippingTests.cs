using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Features.Destruction.Copies;
using ComplianceConsole.Features.Destruction.Holds;
using ComplianceConsole.Ledger;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Backup.Facts;
using ComplianceConsole.Storage.Images;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Destruction;
using ComplianceConsole.Tests.Features.Destruction.Depersonalisation;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>The facts go to the copies as they stand last, and what went from the records goes there too.</summary>
public sealed class FactShippingTests
{
    [Fact]
    public async Task What_a_destruction_takes_away_or_a_person_ticks_off_is_overwritten_in_the_copy()
    {
        using var copies = new Copies();
        await using var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var subject = await desk.AddAsync();
        await desk.OweAsync(subject);
        var paper = new CopyForm { Kind = CopyKind.PaperFile, What = "Folder 12-Q", Place = "Archive, shelf 3", Keeper = "Registry" };
        Assert.Equal(1, (await desk.Get<KeepCopies>().NoteAsync(Actors.Staff, subject, paper, CancellationToken.None)).Value);
        Assert.True((await desk.Get<KeepHolds>().SetAsync(
            Actors.Dpo, subject, new HoldForm { Kind = HoldKind.Proceedings, Basis = "Case 7-1234" }, CancellationToken.None)).IsDone);
        Assert.True((await desk.Get<KeepHolds>().LiftAsync(Actors.Dpo, subject, 1, CancellationToken.None)).IsDone);
        var sealedTexts = await desk.ReadAsync(async db => new List<byte[]>
        {
            (await db.LegalHolds.SingleAsync()).Basis,
            (await db.TangibleCopies.SingleAsync()).Details!,
        });
        Copies.Ship(desk.Stores);
        var file = new TailFolder(copies.One).Facts;
        Assert.All(sealedTexts, text => Assert.True(DestructionStores.BytesOf(file).AsSpan().IndexOf(text) >= 0));

        Assert.True((await desk.DestroyAsync(DestructionDesk.Command(subject))).IsDone);
        Assert.True((await desk.Get<KeepCopies>().TickOffAsync(Actors.Staff, subject, 1, CopyDisposal.Shredded, CancellationToken.None)).IsDone);
        Copies.Ship(desk.Stores);

        Assert.All(sealedTexts, text => Assert.True(DestructionStores.BytesOf(file).AsSpan().IndexOf(text) < 0));
        AssertWhole(desk, copies.One);
    }

    [Fact]
    public async Task Before_a_key_is_destroyed_what_is_to_be_left_lies_in_every_copy_and_a_copy_that_does_not_take_it_keeps_the_key()
    {
        using var copies = new Copies();
        await using var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One, copies.Two);
        var subject = await desk.AddAsync();
        Copies.Ship(desk.Stores);
        var two = new TailFolder(copies.Two);
        Directory.Move(two.Path, two.Path + ".away");
        await File.WriteAllTextAsync(two.Path, "", TestContext.Current.CancellationToken);
        Assert.True((await desk.Stores.DecideAsync(subject)).IsDone);

        Assert.Null(await desk.Stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        Assert.DoesNotContain(desk.Stores.Keyring.AllTombstones(), one => one.Kind == ComplianceConsole.Storage.Rows.KeyHolder.Subject);

        File.Delete(two.Path);
        Directory.Move(two.Path + ".away", two.Path);
        Assert.NotNull(await desk.Stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        Assert.Equal(1, TestStores.Sql(two.Facts, "SELECT COUNT(*) FROM Facts WHERE Name = 'Destructions'"));
    }

    [Fact]
    public async Task Remainders_lie_in_the_order_of_their_handles_with_no_mark_of_when_they_came()
    {
        using var copies = new Copies();
        await using var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        Assert.True((await desk.DepersonaliseAsync(await desk.AddGroupAsync(10))).IsDone);
        Copies.Ship(desk.Stores);
        Assert.True((await desk.DepersonaliseAsync(await desk.AddGroupAsync(10))).IsDone);
        Copies.Ship(desk.Stores);

        var file = new TailFolder(copies.One).Facts;
        using var facts = FactFile.Read(file, desk.Get<KeyFiles>().Ledger);
        var handles = facts.Rows().Where(row => row.Name.Table is "Remainders").Select(row => row.Name.Key).ToList();
        Assert.Equal(20, handles.Count);
        Assert.Equal(handles.Order(StringComparer.Ordinal), handles, StringComparer.Ordinal);
        Assert.Equal(4, TestStores.Sql(file, "SELECT COUNT(*) FROM pragma_table_info('Facts')"));
        Assert.Equal(1, TestStores.Sql(file, "SELECT COUNT(*) FROM States"));
    }

    [Theory]
    [InlineData("damaged")]
    [InlineData("older")]
    [InlineData("gone")]
    public async Task A_file_that_is_damaged_older_or_gone_is_made_good(string what)
    {
        using var copies = new Copies();
        var desk = await copies.OpenDeskAsync(isSetUp: true, copies.One);
        var subject = await desk.AddAsync();
        Assert.True((await desk.Stores.BlockAsync(subject)).IsDone);
        await desk.Stores.EndAsync();
        var file = new TailFolder(copies.One).Facts;
        var old = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        desk = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Assert.True((await desk.Stores.BlockAsync(await desk.Stores.AddSubjectAsync())).IsDone);
        Copies.Ship(desk.Stores);
        Assert.True((await desk.Stores.BlockAsync(await desk.Stores.AddSubjectAsync())).IsDone);
        await desk.Stores.EndAsync();

        File.Delete(file);
        if (what is not "gone")
        {
            await File.WriteAllBytesAsync(file, what is "older" ? old : new byte[8_192], TestContext.Current.CancellationToken);
        }

        await using var again = await copies.OpenDeskAsync(isSetUp: false, copies.One);
        Copies.Ship(again.Stores);
        AssertWhole(again, copies.One);
        Assert.Equal(3, TestStores.Sql(file, "SELECT COUNT(*) FROM Facts WHERE Name = 'BlockEvents'"));
    }

    private static void AssertWhole(RequestDesk desk, string copy)
    {
        var shipped = new Dictionary<RecordName, Hash256?>();
        using (var facts = FactFile.Read(new TailFolder(copy).Facts, desk.Get<KeyFiles>().Ledger))
        {
            foreach (var (name, row) in facts.Rows())
            {
                shipped.Add(name, FactTables.Find(name.Table)!.Table.Of(Assert.IsType<StoredRow>(row)));
            }
        }

        using var records = SqliteStore.Open(desk.Stores.Files.RecordsConnection);
        foreach (var table in FactTables.All)
        {
            using var rows = new SqliteStatement(records, table.SelectAll);
            while (rows.Step())
            {
                Assert.True(shipped.Remove(new RecordName(table.Table.Name, table.Table.KeyOf(rows)), out var image));
                Assert.Equal(table.Table.Of(rows), image);
            }
        }

        Assert.Empty(shipped);
    }
}
