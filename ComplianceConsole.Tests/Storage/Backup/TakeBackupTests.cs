using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>A backup is a whole copy of the records of one moment, and holds no key.</summary>
public sealed class TakeBackupTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task It_holds_records_and_ledger_of_one_moment_while_the_console_writes_and_never_a_key()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        using var ended = new CancellationTokenSource();
        var writing = Task.Run(
            async () =>
            {
                while (!ended.IsCancellationRequested)
                {
                    await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
                    await stores.ReadAsync(Actors.Dpo, subject);
                }
            },
            TestContext.Current.CancellationToken);

        var taken = (await TakeAsync(stores, copies.Backup("b1"))).Value;
        await ended.CancelAsync();
        await writing;

        Assert.Equal("backup.json console.db", NamesIn(copies.Backup("b1")));
        Assert.Equal(taken.Subjects, TestStores.Sql(taken.Folder.Records, "SELECT COUNT(*) FROM Subjects"));
        Assert.Equal(taken.Entries, TestStores.Sql(taken.Folder.Records, "SELECT COUNT(*) FROM LedgerEntries"));
        Assert.Equal(taken.Entries, TestStores.Sql(taken.Folder.Records, "SELECT Size FROM LedgerHeads"));
        Assert.Equal(
            1, TestStores.Sql(taken.Folder.Records, "SELECT COUNT(*) FROM LedgerEntries WHERE instr(Bytes, CAST('backup.take' AS BLOB)) > 0"));
        Assert.Equal(0, TestStores.Sql(taken.Folder.Records, "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('HolderKeys', 'Secrets', 'terms')"));
        Assert.Equal(stores.Clock.Now, taken.Folder.TakenAt());
        Assert.All(
            Directory.EnumerateFiles(copies.Backup("b1")), file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == OwnerOnly));
    }

    [Fact]
    public async Task It_writes_over_nothing()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(copies.One, "letter.txt"), "kept", TestContext.Current.CancellationToken);

        Assert.IsType<BackupFolderTaken>((await TakeAsync(stores, copies.One)).Refusal);
        Assert.IsType<BackupFolderTaken>((await TakeAsync(stores, Path.Combine(copies.One, "letter.txt"))).Refusal);
        Assert.True((await TakeAsync(stores, copies.Two)).IsDone);
        Assert.IsType<BackupFolderTaken>((await TakeAsync(stores, copies.Two)).Refusal);
        Assert.Equal("letter.txt", NamesIn(copies.One));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told_in_words()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(copies.One, "file"), "", TestContext.Current.CancellationToken);

        Assert.IsType<BackupUnwritable>((await TakeAsync(stores, Path.Combine(copies.One, "file", "below"))).Refusal);
    }

    [Fact]
    public async Task Only_the_administrator_takes_one()
    {
        using var copies = new Copies();
        await using var stores = await copies.OpenAsync();

        foreach (var actor in Actors.Without(ComplianceConsole.Domain.Access.Right.ChangeSettings))
        {
            var taken = await stores.Services.GetRequiredService<TakeBackup>().HandleAsync(actor, copies.Backup("b"), CancellationToken.None);
            Assert.IsType<NotAllowed>(taken.Refusal);
        }

        Assert.False(Directory.Exists(copies.Backup("b")));
    }

    private static string NamesIn(string folder) =>
        string.Join(' ', Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static Task<Result<BackupTaken>> TakeAsync(TestStores stores, string directory) =>
        stores.Services.GetRequiredService<TakeBackup>().HandleAsync(Actors.Administrator, directory, CancellationToken.None);
}
