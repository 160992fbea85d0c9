using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Ledger;
using ComplianceConsole.Resources;
using ComplianceConsole.Storage.Operations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ComplianceConsole.Features.Subjects.Access;

/// <summary>One use of a subject's data, or a refused attempt at one. Policy 6.2, 7.1.</summary>
/// <param name="Index">Its place in the ledger.</param>
/// <param name="At">When.</param>
/// <param name="Who">The name of who acted, or the identity of a program.</param>
/// <param name="Roles">The roles held then.</param>
/// <param name="Action">What was done, in the policy's words; null for a word this console does not know.</param>
/// <param name="Operation">The use case: <c>subject.read</c>.</param>
/// <param name="Clause">The clause it was done under.</param>
/// <param name="Request">The request in whose course it was done.</param>
/// <param name="IsRefused">Whether it was refused: nothing was shown and nothing was changed.</param>
public sealed record AccessItem(
    long Index,
    Instant At,
    string Who,
    Role Roles,
    ProcessingAction? Action,
    string Operation,
    string? Clause,
    RequestNumber? Request,
    bool IsRefused);

/// <summary>A page of uses, newest first.</summary>
/// <param name="Items">The uses.</param>
/// <param name="Before">Where the next, older page begins; null where this was the last.</param>
public sealed record AccessPage(IReadOnlyList<AccessItem> Items, long? Before)
{
    /// <summary>The latest refused attempts, newest first, with the first page. Policy 2.1(7).</summary>
    public IReadOnlyList<AccessItem> Refused { get; init; } = [];
}

/// <summary>Reads who looked at a subject, when and why, out of the ledger. No value is opened for it. Policy 7.1.</summary>
public sealed class ReadAccess(Operation operation)
{
    /// <summary>How many uses a page has.</summary>
    public const int PageSize = 50;

    /// <summary>A page of uses.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="subject">Whose data.</param>
    /// <param name="before">The page before's <see cref="AccessPage.Before"/>; null for the newest.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task<Result<AccessPage>> HandleAsync(Actor actor, SubjectId subject, long? before, CancellationToken cancellation) =>
        operation.ReadAsync<AccessPage>(
            actor,
            Right.ReadAccess,
            "subject.access",
            async (scope, token) =>
            {
                if (!await scope.Db.Subjects.AnyAsync(row => row.Id == subject.Number, token))
                {
                    return new NotFound("Subject");
                }

                var page = await PageAsync(scope, subject, before, token);
                scope.Record(ProcessingAction.Administration, "7.1", subject);
                return page;
            },
            cancellation);

    private static async Task<AccessPage> PageAsync(OperationScope scope, SubjectId subject, long? before, CancellationToken cancellation)
    {
        var below = before ?? long.MaxValue;
        var bytes = await scope.Db.LedgerSubjects
            .Where(one => one.SubjectId == subject.Number && one.EntryIndex < below)
            .OrderByDescending(one => one.EntryIndex)
            .Take(PageSize + 1)
            .Join(scope.Db.LedgerEntries, one => one.EntryIndex, entry => entry.Index, (_, entry) => new { entry.Index, entry.Bytes })
            .OrderByDescending(entry => entry.Index)
            .Select(entry => entry.Bytes)
            .ToListAsync(cancellation);
        var entries = bytes.Take(PageSize).Select(one => CanonicalEncoding.Decode(one)).ToList();
        var refused = before is null ? await RefusedAttempts.ReadAsync(scope, subject, since: null, cancellation) : [];
        var requests = await RequestsAsync(scope, [.. entries, .. refused], cancellation);
        return new AccessPage(
            [.. entries.Select(entry => Describe(entry, requests))],
            bytes.Count > PageSize ? entries[^1].Index : null)
        {
            Refused = [.. refused.Select(entry => Describe(entry, requests))],
        };
    }

    private static async Task<Dictionary<long, RequestNumber>> RequestsAsync(
        OperationScope scope,
        IEnumerable<LedgerEntry> entries,
        CancellationToken cancellation)
    {
        var ids = entries.Select(entry => entry.RequestId).OfType<long>().Distinct().ToList();
        return await scope.Db.Requests
            .Where(request => ids.Contains(request.Id))
            .ToDictionaryAsync(request => request.Id, request => new RequestNumber(request.Year, request.Serial), cancellation);
    }

    private static AccessItem Describe(LedgerEntry entry, Dictionary<long, RequestNumber> requests) =>
        new(
            entry.Index,
            entry.At,
            ActorText.IsProgram(entry.ActorId) ? entry.ActorId : entry.ActorName ?? entry.ActorId,
            entry.Roles.Split(',').Aggregate(Role.None, (roles, code) => roles | RoleCodes.Parse(code)),
            Enum.GetValues<ProcessingAction>()
                .Select(action => (ProcessingAction?)action)
                .FirstOrDefault(action => string.Equals(action!.Value.Code(), entry.Action, StringComparison.Ordinal)),
            entry.Operation,
            entry.Clause,
            entry.RequestId is { } request && requests.TryGetValue(request, out var number) ? number : null,
            entry.Outcome == LedgerOutcome.Refused);
}
