using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>Finds numbers of subjects that may answer a search, page by page; the records decide.</summary>
internal sealed class Candidates(Keyring keyring, SearchIndex index, OperationScope scope, TypedText typed, SubjectFilters filters)
{
    // A BIN or a switchboard's number may be shared by everybody of a large organisation.
    private const int MostExact = 10_000;

    private IReadOnlyList<long>? _exact;

    /// <summary>The next numbers from a position, at most <paramref name="limit"/> of them, and where to go on.</summary>
    public async Task<(IReadOnlyList<long> Numbers, SearchPosition? Next)> NextAsync(
        SearchPosition position,
        int limit,
        CancellationToken cancellation)
    {
        if (typed.IsEmpty && filters.UserType is null)
        {
            return await ListAsync(position.After?.SubjectId ?? 0, limit, cancellation);
        }

        if (position.Stage == SearchStage.Exact)
        {
            var exact = Exact().Where(number => number > (position.After?.SubjectId ?? 0)).Take(limit).ToList();
            return exact.Count == limit
                ? (exact, new SearchPosition(SearchStage.Exact, new SearchCursor(SearchRank.First, exact[^1])))
                : (exact, new SearchPosition(SearchStage.Words, After: null));
        }

        var page = index.Query(new SearchQuery(typed.Text, filters.Facets, position.After, limit), cancellation);
        return (
            [.. page.Hits.Select(hit => hit.SubjectId).Except(Exact())],
            page.Next is null ? null : new SearchPosition(SearchStage.Words, page.Next));
    }

    private IReadOnlyList<long> Exact() =>
        _exact ??= typed.Identifiers
            .SelectMany(one => keyring.FindSubjects(one.Kind, one.Canonical, MostExact))
            .Concat(typed.Number is { } number ? [number.Number] : [])
            .Distinct()
            .Order()
            .ToList();

    // Without words the records are the list, complete even while the index is being made anew.
    private async Task<(IReadOnlyList<long> Numbers, SearchPosition? Next)> ListAsync(
        long after,
        int limit,
        CancellationToken cancellation)
    {
        var rows = scope.Db.Subjects.Where(row => row.Id > after);
        if (filters.State is { } state)
        {
            // The index of states leaves the active out, which almost all records are; said so, the others are found by it.
            rows = state == SubjectState.Active
                ? rows.Where(row => row.State == SubjectState.Active)
                : rows.Where(row => row.State == state && row.State != SubjectState.Active);
        }

        if (filters.Consent is { } consent)
        {
            rows = rows.Where(row => row.ConsentState == consent);
        }

        if (filters.PolicyVersion is { } version)
        {
            rows = rows.Where(row => row.PolicyVersion == version);
        }

        var numbers = await rows.OrderBy(row => row.Id).Select(row => row.Id).Take(limit + 1).ToListAsync(cancellation);
        return numbers.Count > limit
            ? (numbers[..limit], new SearchPosition(SearchStage.Words, new SearchCursor(SearchRank.First, numbers[limit - 1])))
            : (numbers, null);
    }
}
