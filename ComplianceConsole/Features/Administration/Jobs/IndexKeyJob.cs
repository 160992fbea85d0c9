using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Storage.Search;
using NodaTime;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>Each night, where somebody was destroyed, makes the search index anew under a new key, so that old files of it are worthless.</summary>
public sealed class IndexKeyJob(SearchMaintenance search) : IConsoleJob
{
    public string Name => "index-key";

    public JobPlan Plan { get; } = JobPlan.Daily(new LocalTime(2, 10));

    public async Task<int> RunAsync(Instant slot, CancellationToken cancellation) => await search.RenewWhereDueAsync(cancellation) ? 1 : 0;
}
