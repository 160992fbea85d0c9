using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Storage.Vault.Copies;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ComplianceConsole.Tests.Storage;

/// <summary>What the console promises to do by itself, at start and as often as it says, as services that a host starts.</summary>
public sealed class HostedServicesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("console-services-").FullName;
    private readonly WatchedTime _time = new();

    private string Copy => Path.Combine(_folder, "copy");

    public HostedServicesTests() => Directory.CreateDirectory(Copy);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_sweep_runs_at_start_and_each_minute_and_goes_on_with_what_was_cut_short()
    {
        await using var stores = await OpenAsync();
        var subject = await stores.AddGulnaraAsync();
        var orphan = stores.MakeKeys(1)[0];
        using var running = await StartAsync<SweepService>(stores);
        await WatchedTime.UntilAsync(() => !IsHeld(stores, orphan));
        Assert.Equal(TimeSpan.FromMinutes(1), await _time.PeriodAsync());

        Assert.True((await stores.DecideAsync(subject)).IsDone);
        var later = stores.MakeKeys(1)[0];
        _time.Advance(TimeSpan.FromMinutes(1));

        await WatchedTime.UntilAsync(() => !IsHeld(stores, later) && stores.State(subject) == SubjectState.Destroyed);
        await running.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Copies_are_asked_every_ten_seconds_and_follow_by_themselves_when_they_are_back()
    {
        await using var stores = await OpenAsync();
        using var running = await StartAsync<CopyWatch>(stores);
        Assert.Equal(TimeSpan.FromSeconds(10), await _time.PeriodAsync());
        var copy = Assert.Single(stores.Services.GetRequiredService<KeyringCopies>().All);
        Directory.Move(Copy, Copy + "-away");
        stores.MakeKeys(1);
        Assert.Equal(CopyStanding.Away, copy.State.Standing);
        Directory.Move(Copy + "-away", Copy);

        _time.Advance(TimeSpan.FromSeconds(10));
        await WatchedTime.UntilAsync(() => copy.State.Standing == CopyStanding.InStep);

        // One that goes away is known before anybody needs it.
        Directory.Move(Copy, Copy + "-away");
        _time.Advance(TimeSpan.FromSeconds(10));
        await WatchedTime.UntilAsync(() => copy.State.Standing == CopyStanding.Away);
        await running.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_ledger_s_head_is_remembered_each_second_and_at_the_end()
    {
        await using var stores = await OpenAsync();
        await stores.AddGulnaraAsync();
        using var running = await StartAsync<HeadMemory>(stores);
        Assert.Equal(TimeSpan.FromSeconds(1), await _time.PeriodAsync());

        _time.Advance(TimeSpan.FromSeconds(1));
        await WatchedTime.UntilAsync(() => HeadMemory.Read(stores.Files) == HeadOf(stores));

        await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        Assert.NotEqual(HeadOf(stores), HeadMemory.Read(stores.Files));
        await running.StopAsync(CancellationToken.None);
        Assert.Equal(HeadOf(stores), HeadMemory.Read(stores.Files));
    }

    [Fact]
    public async Task The_ledger_s_tail_is_shipped_at_start_each_second_and_at_the_end()
    {
        await using var stores = await OpenAsync();
        await stores.AddGulnaraAsync();
        Assert.Equal(0, Shipped());
        using var running = await StartAsync<LedgerShipping>(stores);
        Assert.Equal(TimeSpan.FromSeconds(1), await _time.PeriodAsync());
        await WatchedTime.UntilAsync(() => Shipped() == HeadOf(stores).Size);

        await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        _time.Advance(TimeSpan.FromSeconds(1));
        await WatchedTime.UntilAsync(() => Shipped() == HeadOf(stores).Size);

        await stores.AddSubjectAsync((FieldCode.LastName, "Orazov"));
        await running.StopAsync(CancellationToken.None);
        Assert.Equal(HeadOf(stores).Size, Shipped());
    }

    private Task<TestStores> OpenAsync() =>
        TestStores.OpenAsync(
            Path.Combine(_folder, "data"),
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton(new KeyringSettings { Copies = [Copy] }));
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time));
            },
            copies: [Copy]);

    // As the host does: of all that are registered to be started.
    private static async Task<T> StartAsync<T>(TestStores stores)
        where T : BackgroundService
    {
        var service = Assert.Single(stores.Services.GetServices<IHostedService>().OfType<T>());
        await service.StartAsync(CancellationToken.None);
        return service;
    }

    private static bool IsHeld(TestStores stores, long subject) =>
        TestStores.Sql(stores.Files.Keyring, $"SELECT COUNT(*) FROM HolderKeys WHERE Kind = {(int)KeyHolder.Subject} AND Id = {subject}") > 0;

    private static LedgerHead HeadOf(TestStores stores) => stores.Services.GetRequiredService<RecordsStore>().Ledger.Head!;

    // How far the last head goes that the copy has; -1 while a part is being written.
    private long Shipped()
    {
        try
        {
            return new TailFolder(Copy).Read().LastOrDefault(part => part.Head is not null)?.Head!.Size ?? 0;
        }
        catch (IOException)
        {
            return -1;
        }
    }
}
