using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Storage.Search;

namespace ComplianceConsole.Features.Administration;

/// <summary>How far the search index is.</summary>
/// <param name="Complete">How many subjects it holds; null while it is not complete.</param>
/// <param name="Progress">How far the rebuild under way has come; null where none is.</param>
public sealed record IndexStanding(long? Complete, RebuildProgress? Progress);

/// <summary>Reads the state of the derived index: two numbers asked for every second, so that no entry is left.</summary>
public sealed class IndexState(SearchIndex index, SearchMaintenance maintenance)
{
    /// <summary>The state of this moment.</summary>
    /// <returns>The state, or <see cref="NotAllowed"/>.</returns>
    public Result<IndexStanding> Read(Actor actor) =>
        actor.May(Right.ChangeSettings)
            ? new IndexStanding(index.AppliedIndex is null ? null : index.Count, maintenance.Progress)
            : new NotAllowed(Right.ChangeSettings);
}
