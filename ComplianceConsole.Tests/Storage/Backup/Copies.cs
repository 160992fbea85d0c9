using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Backup;

/// <summary>Folders of a test: data, copies, backups; gone after it.</summary>
internal sealed class Copies : IDisposable
{
    public Copies()
    {
        Directory.CreateDirectory(One);
        Directory.CreateDirectory(Two);
        Directory.CreateDirectory(Path.GetDirectoryName(RootKey)!);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("console-copies-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public string One => Path.Combine(Folder, "one");

    public string Two => Path.Combine(Folder, "two");

    /// <summary>A further file of the root key.</summary>
    public string RootKey => Path.Combine(Folder, "keys", "root.key");

    public string Backup(string name) => Path.Combine(Folder, name);

    public Task<TestStores> OpenAsync(params string[] copies) => OpenAsync(more: null, copies);

    public Task<TestStores> OpenAsync(Action<IServiceCollection>? more, params string[] copies) =>
        TestStores.OpenAsync(
            Data,
            services =>
            {
                services.AddSingleton(new KeyringSettings { Copies = copies }).AddKeyringCopies(copies);
                more?.Invoke(services);
            });

    public Task<TestStores> OpenWithRootKeyAsync(params string[] copies) =>
        TestStores.OpenAsync(
            Data, services => services.AddSingleton(new KeyringSettings { Copies = copies }).AddKeyringCopies(copies), rootKeys: [RootKey]);

    public static void Ship(TestStores stores) => stores.Services.GetRequiredService<LedgerShipping>().Ship();

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
