using System.Diagnostics;
using System.Globalization;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Intake;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Benchmarks.Data;

/// <summary>Real stores full of synthetic people, and beside them a plain file for the limits, on the same disk.</summary>
internal sealed class DataSet : IAsyncDisposable
{
    private DataSet(TestStores stores, Seeding seeding, int subjects) =>
        (Stores, Seeding, Subjects, Raw) = (stores, seeding, subjects, new RawStore(Path.Combine(stores.Directory, "raw.db")));

    /// <summary>The stores.</summary>
    public TestStores Stores { get; }

    /// <summary>Brings more people in.</summary>
    public Seeding Seeding { get; }

    /// <summary>How many subjects there are, numbered from 1.</summary>
    public int Subjects { get; }

    /// <summary>A database under the same rules, for the limits.</summary>
    public RawStore Raw { get; }

    /// <summary>Whether the search index follows commits; off where a transaction alone is measured.</summary>
    public bool IndexFollows
    {
        get => Service<SwitchedFollower>().IsOn;
        set => Service<SwitchedFollower>().IsOn = value;
    }

    /// <summary>Fills stores with so many people.</summary>
    public static async Task<DataSet> CreateAsync(int subjects, TextWriter log)
    {
        var stores = await Imports.OpenRecordedAsync(services =>
        {
            var follower = services.First(one => one.ImplementationType == typeof(SearchFollower));
            services.Remove(follower);
            services.AddSingleton<SearchFollower>();
            services.AddSingleton<SwitchedFollower>();
            services.AddSingleton<IAfterCommit>(provider => provider.GetRequiredService<SwitchedFollower>());
        });
        var began = Stopwatch.GetTimestamp();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        var seeding = new Seeding(stores);
        await seeding.FillAsync(subjects);
        var taken = Stopwatch.GetElapsedTime(began);
        await log.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{subjects:N0} subjects in {taken.TotalSeconds:N1} s, {subjects / taken.TotalSeconds:N0}/s."));
        return new DataSet(stores, seeding, subjects);
    }

    /// <summary>A service of the stores.</summary>
    public T Service<T>()
        where T : notnull => Stores.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Raw.Dispose();
        await Stores.DisposeAsync();
    }

    private sealed class SwitchedFollower(SearchFollower follower) : IAfterCommit
    {
        public bool IsOn { get; set; } = true;

        public ValueTask AfterCommitAsync(Committed committed, CancellationToken cancellation) =>
            IsOn ? follower.AfterCommitAsync(committed, cancellation) : ValueTask.CompletedTask;
    }
}
