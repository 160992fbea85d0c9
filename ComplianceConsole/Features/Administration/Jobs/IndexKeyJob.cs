using ComplianceConsole.Domain.Time;
using ComplianceConsole.Storage.Jobs;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using NodaTime;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>
/// Each night, where somebody was destroyed, makes the search index anew under a new key, and brings the identifiers in the keyring under one, so
/// that old files of both are worthless.
/// </summary>
public sealed class IndexKeyJob(SearchMaintenance search, IdentifierRenewal identifiers) : IConsoleJob
{
    public string Name => "index-key";

    public JobPlan Plan { get; } = JobPlan.Daily(new LocalTime(2, 10));

    /// <returns>How many of the two were renewed.</returns>
    public async Task<int> RunAsync(Instant slot, CancellationToken cancellation) =>
        (await search.RenewWhereDueAsync(cancellation) ? 1 : 0) + (await Task.Run(() => identifiers.RunWhereDue(cancellation), cancellation) ? 1 : 0);
}
