using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Duties;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Features.Subjects.Search;

/// <summary>A question for subjects.</summary>
/// <param name="Text">What was typed; empty to list by filters alone.</param>
/// <param name="Filters">What to narrow to.</param>
/// <param name="From">Where to go on; null for the first page.</param>
/// <param name="Limit">The size of the page, 1 to <see cref="MostOnAPage"/>.</param>
public sealed record SubjectSearch(string? Text, SubjectFilters Filters, SearchPosition? From = null, int Limit = SubjectSearch.MostOnAPage)
{
    /// <summary>The largest page.</summary>
    public const int MostOnAPage = 50;

    /// <summary>Does not show what was typed.</summary>
    public override string ToString() => nameof(SubjectSearch);
}

/// <summary>
/// Finds subjects by a name in any script and spelling, an organisation, an identifier or a number, and lists them. The ledger records
/// who searched and which subjects were shown, never the text. Policy 8.3.
/// </summary>
public sealed class SearchSubjects(Operation operation, Keyring keyring, SearchIndex index, SearchMaintenance maintenance)
{
    private const int MostTurns = 5;

    /// <summary>A page of subjects. A blocked record shows staff its number and state only. Policy 2.1(7).</summary>
    public async Task<Result<FoundPage>> HandleAsync(Actor actor, SubjectSearch search, CancellationToken cancellation)
    {
        // A record that closes while the page is read refuses all of it; read again, it stands among the others as closed.
        var page = await ReadAsync(actor, search, cancellation);
        for (var turn = 1; turn < MostTurns && !page.IsDone && page.Refusal is (RecordBlocked or RecordDestroyed or DestructionUnderWay); turn++)
        {
            page = await ReadAsync(actor, search, cancellation);
        }

        return page;
    }

    private Task<Result<FoundPage>> ReadAsync(Actor actor, SubjectSearch search, CancellationToken cancellation) =>
        operation.ReadAsync<FoundPage>(
            actor,
            Right.SearchSubjects,
            "subject.search",
            async (scope, token) => await RunAsync(scope, search, token),
            cancellation);

    private async Task<FoundPage> RunAsync(OperationScope scope, SubjectSearch search, CancellationToken cancellation)
    {
        var typed = new TypedText(search.Text);
        var candidates = new Candidates(keyring, index, scope, typed, search.Filters);
        var limit = Math.Clamp(search.Limit, 1, SubjectSearch.MostOnAPage);
        var entry = scope.Record(Uses.Search.Action, Uses.Search.Clause);
        var found = new List<FoundSubject>();
        SearchPosition? position = search.From ?? new SearchPosition(SearchStage.Exact, After: null);
        do
        {
            var (numbers, next) = await candidates.NextAsync(position, limit - found.Count, cancellation);
            var rows = scope.Find(numbers).Where(search.Filters.Meets).ToList();
            found.AddRange(Open(scope, rows, typed, search.Filters, entry));
            position = next;
        }
        while (position is not null && found.Count < limit);

        // What stays closed is shown as number and state; that, too, says who was found.
        entry.Subjects = [.. found.Select(one => one.Subject.Number)];
        var stopped = scope.StoppedAmong(found.Where(one => one.State == SubjectState.Active).Select(one => one.Subject));
        return new FoundPage([.. found.Select(one => one with { IsStopped = stopped.Contains(one.Subject) })], position, Progress());
    }

    private static IEnumerable<FoundSubject> Open(
        OperationScope scope,
        IReadOnlyList<SubjectRow> rows,
        TypedText typed,
        SubjectFilters filters,
        StagedEntry entry)
    {
        var unreadable = new List<SubjectRow>();
        var open = scope
            .OpenMany(
                rows,
                Uses.Search,
                record => filters.Meets(record.Held)
                    && (typed.IsEmpty || typed.Names(record.Row, record.Held) || typed.BeginsWordsOf(record.Row, record.Held)),
                entry,
                unreadable)
            .ToDictionary(record => record.Row.Id);
        foreach (var row in rows)
        {
            if (open.TryGetValue(row.Id, out var record))
            {
                yield return new FoundSubject(record.Subject, row.State, Describe(record));
            }
            else if (IsClosed(scope.Actor, row) || unreadable.Contains(row))
            {
                yield return new FoundSubject(new SubjectId(row.Id), row.State, Open: null);
            }
        }
    }

    private static bool IsClosed(Actor actor, SubjectRow row) =>
        !Door.Decide(actor, new SubjectId(row.Id), row.State, row.BlockedAt, Uses.Search).IsDone;

    private static FoundDetails Describe(OpenRecord record)
    {
        var shown = record.Shown;
        return new FoundDetails(
            shown.FullName,
            shown[FieldCode.Organization],
            shown[FieldCode.Email],
            shown[FieldCode.UserType],
            record.Row.ConsentState,
            record.Row.PolicyVersion);
    }

    private RebuildProgress? Progress() =>
        maintenance.Progress ?? (index.AppliedIndex is null ? new RebuildProgress(0, 0) : null);
}
