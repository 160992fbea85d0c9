using ComplianceConsole.Storage.Jobs;
using Quartz;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>What the scheduler fires: the job of its key, where its slot has come and nobody has run it.</summary>
[DisallowConcurrentExecution]
public sealed class JobTick(JobRunner runner, IEnumerable<IJobSource> sources) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var name = context.JobDetail.Key.Name;
        if (sources.SelectMany(source => source.Jobs).FirstOrDefault(job => string.Equals(job.Name, name, StringComparison.Ordinal)) is { } job)
        {
            await runner.RunDueAsync(job, cancellationToken);
        }
    }
}
