using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Administration.Jobs;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using ComplianceConsole.Tests.Storage.Vault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ComplianceConsole.Tests.Features.Administration;

/// <summary>At most a day after a destruction old files of the index and of the identifiers are worthless. Policy 2.1(10).</summary>
public sealed class IndexKeyJobTests
{
    // 02:30 in Almaty.
    private static readonly Instant s_night = Instant.FromUtc(2026, 11, 20, 21, 30);

    [Fact]
    public async Task Each_night_after_a_destruction_both_come_under_new_keys_and_it_is_done_once()
    {
        await using var stores = await TestStores.OpenAsync(more: services =>
        {
            services.TryAddSingleton(new JobsSettings());
            services.AddJobs();
        });
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        var living = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"), (FieldCode.Email, "ermekova@example.kz"));
        var subject = await stores.AddGulnaraAsync();
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        var job = Assert.Single(
            stores.Services.GetServices<IJobSource>().SelectMany(source => source.Jobs), one => string.Equals(one.Name, "index-key", StringComparison.Ordinal));
        var (index, stored) = (IndexKey(stores), Stored(stores, living));
        var runner = stores.Services.GetRequiredService<JobRunner>();
        stores.Clock.Now = s_night;

        Assert.True(await runner.RunDueAsync(job, CancellationToken.None));

        Assert.NotEqual(index, IndexKey(stores), StringComparer.Ordinal);
        Assert.NotEqual(stored, Stored(stores, living));
        Assert.Equal([living.Number], stores.Search("Ermekova"));
        Assert.Equal([living.Number], stores.Keyring.FindSubjects(IdentifierKind.Email, "ermekova@example.kz", 2));
        Assert.Equal(2, TestStores.Sql(stores.Files.Records, "SELECT Count FROM JobRuns WHERE Job = 'index-key' AND IsDone"));

        Assert.False(await runner.RunDueAsync(job, CancellationToken.None));
        stores.Clock.Advance(Duration.FromDays(1));
        var (renewedIndex, renewed) = (IndexKey(stores), Stored(stores, living));
        Assert.True(await runner.RunDueAsync(job, CancellationToken.None));
        Assert.Equal((renewedIndex, Convert.ToHexString(renewed)), (IndexKey(stores), Convert.ToHexString(Stored(stores, living))));
    }

    [Fact]
    public async Task The_renewal_is_recorded_and_the_old_index_key_is_overwritten_before_it_goes()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        var subject = await stores.AddGulnaraAsync();
        Assert.True((await stores.DecideAsync(subject)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));

        // Whoever has the file open sees what stands in its blocks, as a second name for it would.
        await using var old = new FileStream(
            Path.Combine(stores.Directory, "index.key"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var before = new byte[old.Length];
        await old.ReadExactlyAsync(before, TestContext.Current.CancellationToken);
        Assert.True(await stores.Services.GetRequiredService<SearchMaintenance>().RenewWhereDueAsync(CancellationToken.None));

        var left = new byte[before.Length];
        old.Position = 0;
        await old.ReadExactlyAsync(left, TestContext.Current.CancellationToken);
        Assert.NotEqual(before, left);
        Assert.True(TestStores.Sql(stores.Files.Records, "SELECT COUNT(*) FROM LedgerEntries WHERE instr(Bytes, CAST('search.renew' AS BLOB)) > 0") > 0);
    }

    private static string IndexKey(TestStores stores) => File.ReadAllText(Path.Combine(stores.Directory, "index.key"));

    private static byte[] Stored(TestStores stores, SubjectId subject) => stores.StoredOf(IdentifierKind.Email, "ermekova@example.kz", subject.Number);
}
