using System.Threading.Channels;
using ComplianceConsole.Domain.Time;
using ComplianceConsole.Features.Administration.Jobs;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Quartz;

namespace ComplianceConsole.Tests.Features.Administration.Jobs;

/// <summary>A process of its own for the jobs: real stores, a real scheduler, and a job that counts its slots.</summary>
public sealed class JobHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Executed _executed;

    private JobHost(IHost host, Executed executed) => (_host, _executed) = (host, executed);

    public static async Task<JobHost> StartAsync(string directory, AdjustableClock clock, IConsoleJob job)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        var files = new StoreFiles(directory, Path.Combine(directory, "root.key"));
        builder.Logging.ClearProviders();
        builder.Services.AddConsoleStorage(_ => files);
        builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(clock));
        builder.Services.AddSingleton(new JobsSettings());
        builder.Services.AddJobs().AddJobScheduler(files);
        builder.Services.RemoveAll<IJobSource>();
        builder.Services.AddSingleton<IJobSource>(new JobSource([job]));
        var host = builder.Build();
        await host.Services.OpenStores();
        var executed = new Executed();
        (await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).ListenerManager.AddJobListener(executed);
        await host.StartAsync();
        var started = new JobHost(host, executed);
        await started.ExecutedAsync();
        return started;
    }

    /// <summary>The scheduler fires the job now, and it is waited for.</summary>
    public async Task FireAsync(string job)
    {
        var scheduler = await _host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.TriggerJob(new JobKey(job));
        await ExecutedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task ExecutedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _executed.Fired.Reader.ReadAsync(patience.Token);
    }

    private sealed class Executed : IJobListener
    {
        public Channel<string> Fired { get; } = Channel.CreateUnbounded<string>();

        public string Name => nameof(Executed);

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            Assert.Null(jobException);
            return Fired.Writer.WriteAsync(context.JobDetail.Key.Name, cancellationToken);
        }
    }
}

/// <summary>A job that counts which slots it was run for.</summary>
/// <param name="plan">Its plan.</param>
public sealed class CountingJob(JobPlan plan) : IConsoleJob
{
    private readonly Lock _lock = new();
    private readonly List<Instant> _slots = [];

    public string Name => "counting";

    public JobPlan Plan => plan;

    /// <summary>Thrown at the next run, once.</summary>
    public Exception? Failure { get; set; }

    public IReadOnlyList<Instant> Slots
    {
        get
        {
            lock (_lock)
            {
                return [.. _slots];
            }
        }
    }

    public Task<int> RunAsync(Instant slot, CancellationToken cancellation)
    {
        if (Failure is { } failure)
        {
            Failure = null;
            throw failure;
        }

        lock (_lock)
        {
            _slots.Add(slot);
        }

        return Task.FromResult(7);
    }
}
