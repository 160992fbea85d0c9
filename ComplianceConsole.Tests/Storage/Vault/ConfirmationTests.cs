using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceConsole.Tests.Storage.Vault;

/// <summary>
/// What is asked before "destroyed" is said: of each keyring that the key is gone and stands in no log, and of the disk that the old root key's
/// bytes are. Policy 2.1(10).
/// </summary>
public sealed class ConfirmationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-confirms-").FullName;

    private string Copy => Path.Combine(_folder, "copy");

    public ConfirmationTests() => Directory.CreateDirectory(Copy);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Neither_the_keyring_nor_a_copy_confirms_for_whoever_is_not_destroyed()
    {
        await using var stores = await OpenAsync();
        var ids = stores.MakeKeys(2);
        stores.Destroy(ids[0]);

        foreach (var keyring in Keyrings(stores))
        {
            Assert.True(keyring.Confirms(KeyHolder.Subject, ids[0]), keyring.Name);
            Assert.False(keyring.Confirms(KeyHolder.Subject, ids[1]), keyring.Name);
        }
    }

    [Theory]
    [InlineData("INSERT INTO HolderKeys (Kind, Id, WrappedKey) VALUES (0, {0}, zeroblob(60))")]
    [InlineData("INSERT INTO Identifiers (Kind, Hash, SubjectId, Pending) VALUES (1, zeroblob(32), {0}, 0)")]
    [InlineData("DELETE FROM Tombstones WHERE Id = {0}")]
    public async Task Neither_confirms_that_still_has_a_row_of_the_destroyed_or_lacks_the_tombstone(string left)
    {
        await using var stores = await OpenAsync();
        var id = stores.MakeKeys(2)[0];
        stores.Destroy(id);
        Assert.All(Keyrings(stores), keyring => Assert.True(keyring.Confirms(KeyHolder.Subject, id), keyring.Name));

        var statement = left.Replace("{0}", id.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        foreach (var file in (string[])[CopyFile, stores.Files.Keyring])
        {
            TestStores.Sql(file, statement);
        }

        Assert.All(Keyrings(stores), keyring => Assert.False(keyring.Confirms(KeyHolder.Subject, id), keyring.Name));
    }

    [Fact]
    public async Task Neither_confirms_while_somebody_reads_what_its_log_still_holds()
    {
        await using var stores = await OpenAsync();
        var id = stores.MakeKeys(2)[0];
        using (Reading(CopyFile))
        using (Reading(stores.Files.Keyring))
        {
            stores.Destroy(id);

            Assert.All(Keyrings(stores), keyring => Assert.False(keyring.Confirms(KeyHolder.Subject, id), keyring.Name));
        }

        Assert.All(Keyrings(stores), keyring => Assert.True(keyring.Confirms(KeyHolder.Subject, id), keyring.Name));
        Assert.False(new FileInfo(CopyFile + "-wal") is { Exists: true, Length: > 0 });
        Assert.False(new FileInfo(stores.Files.Keyring + "-wal") is { Exists: true, Length: > 0 });
    }

    [Fact]
    public async Task The_bytes_of_the_old_root_key_are_overwritten_before_its_name_is_taken_over()
    {
        await using var stores = await OpenAsync();
        var id = stores.MakeKeys(2)[0];

        // Whoever has the file open sees what stands in its blocks, as a second name for it would.
        using var old = Open(stores.Files.RootKey);
        var before = Read(old);
        stores.Destroy(id);
        Assert.True(stores.Keyring.FinishRenewal());

        Assert.NotEqual(before, File.ReadAllText(stores.Files.RootKey), StringComparer.Ordinal);
        Assert.NotEmpty(before.Trim());
        Assert.Equal(new string('\0', before.Length), Read(old));
    }

    [Fact]
    public async Task Drafts_of_a_root_key_that_a_crash_left_are_overwritten_and_gone_after_the_next_start()
    {
        var first = await OpenAsync();
        var ids = first.MakeKeys(3);
        await first.CloseAsync();
        var draft = first.Files.RootKey + ".3f2a.new";
        var next = first.Files.RootKey + ".next";
        foreach (var file in (string[])[draft, next])
        {
            await File.WriteAllTextAsync(file, Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()) + "\n", TestContext.Current.CancellationToken);
        }

        using var heldDraft = Open(draft);
        using var heldNext = Open(next);
        await using var again = await OpenAsync(first.Directory);

        Assert.Equal([first.Files.RootKey], Directory.GetFiles(first.Directory, "root.key*"), StringComparer.Ordinal);
        Assert.All([heldDraft, heldNext], held => Assert.Equal("", Read(held).Trim('\0')));
        Assert.Equal(3, again.CountOpen(ids));
    }

    [Fact]
    public async Task The_highest_head_of_the_ledger_goes_to_the_copies_with_the_next_change()
    {
        await using var stores = await OpenAsync();
        await stores.AddGulnaraAsync();
        stores.Services.GetRequiredService<HeadMemory>().Remember();
        var remembered = HeadMemory.Read(stores.Files)!;

        stores.MakeKeys(1);

        Assert.True(remembered.Size > 0);
        Assert.Equal(remembered, HeadMemory.Read(stores.Files with { Directory = Copy }));
    }

    private string CopyFile => Path.Combine(Copy, "keys.db");

    // Waiting for a reader is what these tests are about: a second of it is enough.
    private Task<TestStores> OpenAsync(string? directory = null)
    {
        directory ??= Path.Combine(_folder, "data");
        return TestStores.OpenAsync(
            directory,
            services => services.Replace(ServiceDescriptor.Singleton(new StoreFiles(directory, Path.Combine(directory, "root.key")) { Patience = 1 })),
            copies: [Copy]);
    }

    private static IEnumerable<ILiveKeyring> Keyrings(TestStores stores)
    {
        var all = stores.Services.GetServices<ILiveKeyring>().ToList();
        Assert.Equal((1, 1), (all.OfType<Keyring>().Count(), all.OfType<KeyringCopy>().Count()));
        return all;
    }

    private static SqliteConnection Reading(string file)
    {
        var connection = SqliteStore.Open($"Data Source={file};Pooling=False");
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN; SELECT COUNT(*) FROM HolderKeys;";
        Assert.True((long)command.ExecuteScalar()! > 0);
        return connection;
    }

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private static string Read(FileStream file)
    {
        file.Position = 0;
        using var reader = new StreamReader(file, leaveOpen: true);
        return reader.ReadToEnd();
    }
}
