using System.Globalization;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Resources;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Commands;

/// <summary>Backup, restoration, residue and the renewal of keys, each in a process as a person or a script runs it.</summary>
public sealed class BackupVerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-backups-").FullName;

    public BackupVerbsTests()
    {
        foreach (var made in new[] { Copy, Path.GetDirectoryName(RootKey)!, Temporary })
        {
            Directory.CreateDirectory(made);
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private string Copy => Path.Combine(_folder, "copy");

    private string RootKey => Path.Combine(_folder, "keys", "root.key");

    private string Backup => Path.Combine(_folder, "backup");

    private string Temporary => Path.Combine(_folder, "tmp");

    public void Dispose()
    {
        TestStores.ForgetConnections(new StoreFiles(Data, RootKey: ""));
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task From_the_backup_over_new_keys_to_the_loss_of_the_disk_and_back()
    {
        var subject = await FillAsync();

        var taken = await RunAsync("en", "backup", Backup);
        Assert.Equal(0, taken.Exit);
        Assert.Matches("^backup: [0-9]+ entries, root [0-9a-f]{64}, [0-9]+ bytes$", Assert.Single(taken.Lines));
        Assert.Contains(Text("BackupText", "Backup_Done", "en", Backup, 1, EntriesOf(taken)), taken.Error, StringComparison.Ordinal);

        Assert.Equal((1, "", Text("RefusalText", "BackupFolderTaken", "ru", Backup)), Said(await RunAsync("ru", "backup", Backup)));

        var rotated = await RunAsync("en", "keys", "rotate");
        Assert.Equal((0, "keys: root and 1024 shelves renewed"), (rotated.Exit, rotated.Output.Trim()));

        Directory.Delete(Data, recursive: true);
        var nowhere = Path.Combine(_folder, "nowhere");
        Assert.Equal((1, "", Text("RefusalText", "BackupUnreadable", "kk", nowhere)), Said(await RunAsync("kk", "restore", nowhere)));

        var restored = await RunAsync("kk", "restore", Backup);
        Assert.Equal(0, restored.Exit);
        Assert.Matches("^restore: [0-9]+ entries, root [0-9a-f]{64}, [0-9]+ replayed, 0 lost, 0 rows set back, 0 destroyed again$", Assert.Single(restored.Lines));
        Assert.Contains(Text("BackupText", "Restored_Keyring", "kk", Path.Combine(Copy, "keys.db")), restored.Error, StringComparison.Ordinal);
        Assert.Matches("ledger: [0-9]+ entries, root [0-9a-f]{64}, ok", restored.Error);

        await using var stores = await OpenAsync();
        Assert.Equal("Ermekova", (await stores.ReadAsync(Actors.Dpo, subject)).Value[FieldCode.LastName]);
        Assert.Equal((1, "", Text("RefusalText", "DataInUse", "ru", Data)), Said(await RunAsync("ru", "restore", Backup)));
    }

    [Fact]
    public async Task Residue_is_told_by_place_and_never_by_value()
    {
        await FillAsync();
        var values = Path.Combine(_folder, "values.txt");
        await File.WriteAllTextAsync(values, "Ermekova\n", TestContext.Current.CancellationToken);

        var clean = await RunAsync("en", "residue", values);
        Assert.Equal(0, clean.Exit);
        Assert.Matches("^residue: 1 values, [0-9]+ files, [0-9]+ bytes, 0 hits, 0 unread$", Assert.Single(clean.Lines));

        var planted = Path.Combine(Copy, "planted.txt");
        await File.WriteAllTextAsync(planted, "xErmekova", TestContext.Current.CancellationToken);
        var found = await RunAsync("kk", "residue", values);
        Assert.Equal((1, Text("BackupText", "Residue_Hit", "kk", planted, 1, "Utf8", 1)), (found.Exit, found.Lines[0]));
        Assert.DoesNotContain("Ermekova", found.Output + found.Error, StringComparison.Ordinal);

        var missing = Path.Combine(_folder, "missing.txt");
        Assert.Equal((1, "", Text("BackupText", "Residue_Unread", "ru", missing)), Said(await RunAsync("ru", "residue", missing)));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("residue")]
    [InlineData("restore", "b", "--accept-los")]
    public async Task Wrong_usage_touches_no_stores(params string[] verb)
    {
        var run = await RunAsync("en", verb);

        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Single(run.Error.Trim().Split('\n'));
        Assert.False(Directory.Exists(Data));
    }

    private static (int Exit, string Output, string Error) Said(ConsoleProcess run) => (run.Exit, run.Output, run.Error.Trim());

    private static string Text(string family, string key, string language, params object[] values) =>
        string.Format(CultureInfo.GetCultureInfo(language), new TextFamily(family).Find(key, CultureInfo.GetCultureInfo(language))!, values);

    private static string EntriesOf(ConsoleProcess taken) => taken.Lines[0].Split(' ')[1];

    private async Task<SubjectId> FillAsync()
    {
        var stores = await OpenAsync();
        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await stores.CloseAsync();
        return subject;
    }

    private Task<TestStores> OpenAsync() =>
        TestStores.OpenAsync(Data, services => services.AddSingleton(new KeyringSettings { Copies = [Copy], RootKeys = [RootKey] }), copies: [Copy], rootKeys: [RootKey]);

    private Task<ConsoleProcess> RunAsync(string language, params string[] verb) =>
        ConsoleProcess.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["LANG"] = language switch { "ru" => "ru_RU.UTF-8", "kk" => "kk_KZ.UTF-8", _ => "C.UTF-8" },
                ["TMPDIR"] = Temporary,
            },
            [.. verb, "--Data:Directory", Data, "--Keyring:Copies:0", Copy, "--Keyring:RootKeys:0", RootKey]);
}
